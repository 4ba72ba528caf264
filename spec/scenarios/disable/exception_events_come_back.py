# clauses: DISABLE-12
# level: order
# needs: local_exception_events
# errata: exception_disable_survives_restart

# The documents say of every DISABLE that it leaves the event sets alone and lasts until
# restart_events. Here RAISE is on for one code object, and its callback always answers DISABLE.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    raise KeyError("original")


def on_raise(code, offset, exception):
    seen.append(code.co_name)
    return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    for turn in (1, 2):
        try:
            watched()
        except KeyError:
            pass
    still_set = monitoring.get_local_events(TOOL, watched.__code__) == E.RAISE
    print(f"{title}: {seen}, still set: {still_set}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.RAISE, on_raise)
monitoring.set_local_events(TOOL, watched.__code__, E.RAISE)
run("set")
monitoring.restart_events()
run("after restart_events")
monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.set_local_events(TOOL, watched.__code__, E.RAISE)
run("set off and on")

monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.RAISE, None)
monitoring.free_tool_id(TOOL)
