# clauses: DISABLE-11
# level: order
# needs: local_exception_events
# errata: global_exception_disable_ignored

# The documents of 3.15 make no difference between sets: DISABLE from RAISE turns it off for the
# whole code object, that code alone, also when the tool has RAISE on globally, or both ways.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    raise KeyError("original")


def other():
    raise KeyError("original")


def on_raise(code, offset, exception):
    if code in (watched.__code__, other.__code__):
        seen.append(code.co_name)
        return monitoring.DISABLE if code is watched.__code__ else None


def run(title):
    global seen
    seen = []
    for function in (watched, watched, other, other):
        try:
            function()
        except KeyError:
            pass
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.RAISE, on_raise)
monitoring.set_events(TOOL, E.RAISE)
run("set globally")
monitoring.restart_events()
monitoring.set_local_events(TOOL, watched.__code__, E.RAISE)
run("set globally and for the code")

monitoring.set_events(TOOL, 0)
monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.RAISE, None)
monitoring.free_tool_id(TOOL)
