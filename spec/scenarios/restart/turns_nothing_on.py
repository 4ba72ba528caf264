# clauses: RESTART-1
# level: order

# restart_events enables what was disabled, not what was never set or has been taken off: neither
# globally, nor for one code object, nor for a tool that is gone. It needs no tool at all.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    ord("a")


def other():
    ord("b")


def callback_of(name):
    def callback(code, *details):
        if code in (watched.__code__, other.__code__):
            seen.append(f"{code.co_name} {name}")
            return monitoring.DISABLE

    return callback


def run(title):
    global seen
    seen = []
    watched()
    other()
    print(f"{title}: {seen}")


print("without a tool:", monitoring.restart_events())
monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_START", "CALL", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
monitoring.set_local_events(TOOL, watched.__code__, E.PY_START | E.CALL)
monitoring.set_events(TOOL, E.PY_RETURN)
run("PY_START and CALL are on for watched, PY_RETURN for all code")
monitoring.set_events(TOOL, 0)
monitoring.set_local_events(TOOL, watched.__code__, E.CALL)
monitoring.restart_events()
run("PY_START and PY_RETURN off, restart")
print("set:", monitoring.get_local_events(TOOL, watched.__code__) == E.CALL, monitoring.get_events(TOOL) == 0)
monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.restart_events()
run("all off, restart")

for name in ("PY_START", "CALL", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
monitoring.restart_events()
run("no tool, restart")
