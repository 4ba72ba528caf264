# clauses: RESTART-5
# level: order

# restart_events restores places, not callbacks: one that was unregistered because it answered
# DISABLE to C_RETURN (DISABLE-7) has to be registered again.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    try:
        ord("a")
    except ValueError:
        seen.append("ValueError")


def on_call(code, offset, callable, arg0):
    seen.append("CALL")


def on_c_return(code, offset, callable, arg0):
    seen.append("C_RETURN")
    return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.register_callback(TOOL, E.C_RETURN, on_c_return)
monitoring.set_local_events(TOOL, watched.__code__, E.CALL)
run("refused")
monitoring.restart_events()
run("after restart_events")
monitoring.register_callback(TOOL, E.C_RETURN, on_c_return)
run("registered again")

monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.CALL, None)
monitoring.register_callback(TOOL, E.C_RETURN, None)
monitoring.free_tool_id(TOOL)
