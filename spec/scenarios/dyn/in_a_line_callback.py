# clauses: DYN-10
# level: order

# LINE comes first at its instruction (ORDER-1). What its callback turns on is reported for the same
# instruction, what it turns off no more. Here the line `return 1` is INSTRUCTION and PY_RETURN at
# one place or two; only whether they come at all is shown.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    ord("a")
    return 1


def run(title, first, then):
    global seen, change
    seen = []
    change = then
    monitoring.set_local_events(TOOL, watched.__code__, first)
    watched()
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    print(f"{title}: {seen}")


def callback_of(name):
    def callback(code, *details):
        if not seen or seen[-1] != name:  # several INSTRUCTIONs in a row are one
            seen.append(name)
        if name == "LINE" and details[0] - code.co_firstlineno == 2:
            monitoring.set_local_events(TOOL, code, change)

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in ("LINE", "INSTRUCTION", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
run("on at line 2", E.LINE, E.LINE | E.INSTRUCTION | E.PY_RETURN)
run("off at line 2", E.LINE | E.INSTRUCTION | E.PY_RETURN, 0)
run("LINE alone stays", E.LINE | E.INSTRUCTION | E.PY_RETURN, E.LINE)

for name in ("LINE", "INSTRUCTION", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
