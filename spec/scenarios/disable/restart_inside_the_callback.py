# clauses: DISABLE-24
# level: order

# A callback that calls restart_events and then answers DISABLE: the answer is the later word for its
# own location. The other location, disabled before, is awake again.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    ord("a")
    ord("b")


def on_call(code, offset, callable, arg0):
    seen.append(arg0)
    if arg0 == "b" and restarts:
        monitoring.restart_events()
    return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.set_local_events(TOOL, watched.__code__, E.CALL)
for turn, restarts in ((1, True), (2, False), (3, False)):
    seen = []
    watched()
    print(f"turn {turn}: {seen}")

monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.CALL, None)
monitoring.free_tool_id(TOOL)
