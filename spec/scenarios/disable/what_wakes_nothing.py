# clauses: DISABLE-18
# level: order

# A disabled location stays disabled while its event stays on, whatever else changes: callbacks, the
# rest of the tool's set, other tools, the other one of global and local. PY_START of `watched` is
# disabled at the beginning; after each change the function runs once and should stay silent, until
# restart_events at the end.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL, OTHER = 3, 1


def watched():
    return 1


def on_start(code, offset):
    if code is watched.__code__:
        seen.append("PY_START")
        return monitoring.DISABLE


def same_again(code, offset):
    return on_start(code, offset)


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


code = watched.__code__
monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
monitoring.set_events(TOOL, E.PY_START)
run("first run")
monitoring.register_callback(TOOL, E.PY_START, same_again)
run("another callback")
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.register_callback(TOOL, E.PY_START, on_start)
run("callback taken away and given back")
monitoring.set_events(TOOL, E.PY_START)
run("same set")
monitoring.set_events(TOOL, E.PY_START | E.PY_RETURN)
run("larger set")
monitoring.set_events(TOOL, E.PY_START | E.LINE)
run("different set")
monitoring.set_events(TOOL, E.PY_START)
run("smaller set")
monitoring.set_local_events(TOOL, code, E.PY_START)
run("local as well as global")
monitoring.set_local_events(TOOL, code, E.PY_START | E.CALL)
run("more local events")
monitoring.set_events(TOOL, 0)
run("local only")
monitoring.set_events(TOOL, E.PY_START)
run("global as well as local")
monitoring.set_local_events(TOOL, code, 0)
run("global only")
monitoring.use_tool_id(OTHER, "other")
monitoring.set_events(OTHER, E.PY_START)
run("another tool sets the event")
monitoring.set_events(OTHER, 0)
run("another tool takes it off")
monitoring.set_local_events(OTHER, code, E.PY_START)
run("another tool sets it for the code")
monitoring.set_local_events(OTHER, code, 0)
monitoring.free_tool_id(OTHER)
run("another tool is freed")
monitoring.restart_events()
run("restart_events")

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
