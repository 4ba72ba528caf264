# clauses: DISABLE-23
# level: order

# A callback that turns its event off and then answers DISABLE has done the first: the code is on
# the stack, so it is brought up to date at once, and setting the event again fires.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    return 1


def on_start(code, offset):
    if code is watched.__code__:
        seen.append("PY_START")
        if turns_off:
            monitoring.set_events(TOOL, 0)
        return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
turns_off = True
monitoring.set_events(TOOL, E.PY_START)
run("off and DISABLE")
turns_off = False
monitoring.set_events(TOOL, E.PY_START)
run("set again, DISABLE alone")
monitoring.set_events(TOOL, 0)
monitoring.set_events(TOOL, E.PY_START)
run("set again")

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
