# clauses: DISABLE-21
# level: order

# Local events act on their code at once, so off and on in two calls brings its disabled locations
# back without a run in between; unless the event is on globally all the while.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    return 1


def on_start(code, offset):
    if code is watched.__code__:
        seen.append("PY_START")
        return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


def off_and_on():
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    monitoring.set_local_events(TOOL, watched.__code__, E.PY_START)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
monitoring.set_local_events(TOOL, watched.__code__, E.PY_START)
run("set for the code")
run("disabled")
off_and_on()
run("local off and on")
monitoring.set_events(TOOL, E.PY_START)
off_and_on()
run("local off and on, global on")
monitoring.set_events(TOOL, 0)
off_and_on()
run("local off and on, global off again")

monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
