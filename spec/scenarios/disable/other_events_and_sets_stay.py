# clauses: DISABLE-1
# level: order

# Of the events at one place only the one whose callback answered DISABLE goes: the line below has
# LINE, CALL and PY_RETURN. What the tool has set, globally and for the code, reads as before.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("LINE", "CALL", "PY_RETURN")


def watched(text):
    return len(text)


def callback_of(name):
    def callback(code, *details):
        if code is not watched.__code__:
            return None
        seen.append(name)
        return monitoring.DISABLE if name == answers_disable else None

    return callback


def sets():
    return (monitoring.get_events(TOOL) == E.LINE | E.PY_RETURN,
            monitoring.get_local_events(TOOL, watched.__code__) == E.CALL)


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
monitoring.set_events(TOOL, E.LINE | E.PY_RETURN)
monitoring.set_local_events(TOOL, watched.__code__, E.CALL)
for answers_disable in ("CALL", "LINE", "PY_RETURN"):
    for turn in (1, 2):
        seen = []
        watched("abc")
        print(f"{answers_disable} is disabled, turn {turn}: {seen}")
    print("  sets as before:", *sets())

monitoring.set_events(TOOL, 0)
monitoring.set_local_events(TOOL, watched.__code__, 0)
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
