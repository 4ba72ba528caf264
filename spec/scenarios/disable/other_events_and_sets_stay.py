# clauses: DISABLE-1
# level: events

# Of the events at one place only the one whose callback answered DISABLE goes. LINE and INSTRUCTION
# share the first instruction of a line, INSTRUCTION and CALL or PY_RETURN the one that calls or
# returns. How many instructions there are is not shown, only whether all of them are still reported.
# What the tool has set, globally and for the code, reads as before.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("LINE", "INSTRUCTION", "CALL", "PY_RETURN")


def watched(text):
    return len(text)


def callback_of(name):
    def callback(code, *details):
        if code is not watched.__code__:
            return None
        seen.append(name)
        return monitoring.DISABLE if name == answers_disable else None

    return callback


def run():
    global seen
    seen = []
    watched("abc")
    return seen.count("INSTRUCTION"), [name for name in seen if name != "INSTRUCTION"]


def sets_are_as_before():
    return (monitoring.get_events(TOOL) == E.LINE | E.PY_RETURN
            and monitoring.get_local_events(TOOL, watched.__code__) == E.CALL | E.INSTRUCTION)


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
monitoring.set_events(TOOL, E.LINE | E.PY_RETURN)
monitoring.set_local_events(TOOL, watched.__code__, E.CALL | E.INSTRUCTION)
for answers_disable in (None, *NAMES):
    instructions, first = run()
    if answers_disable is None:
        all_instructions = instructions
    instructions, second = run()
    share = {all_instructions: "all", 0: "no"}.get(instructions, "some")
    print(f"{answers_disable} is disabled: {first}, then {second} and {share} INSTRUCTIONs, sets as before: {sets_are_as_before()}")
    monitoring.restart_events()

monitoring.set_events(TOOL, 0)
monitoring.set_local_events(TOOL, watched.__code__, 0)
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
