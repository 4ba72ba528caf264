# clauses: RESTART-4
# level: order

# A restart is not lost on events that are off at the moment: when they are set again, the places
# disabled before fire. Off and on alone does not do that, as nothing runs while off (DISABLE-19).
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    ord("a")


def on_call(code, offset, callable, arg0):
    if code is watched.__code__:
        seen.append(callable.__name__)
        return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.set_events(TOOL, E.CALL)
run("on")
monitoring.set_events(TOOL, 0)
monitoring.set_events(TOOL, E.CALL)
run("off and on")
monitoring.set_events(TOOL, 0)
monitoring.restart_events()
monitoring.set_events(TOOL, E.CALL)
run("off, restart, on")

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.CALL, None)
monitoring.free_tool_id(TOOL)
