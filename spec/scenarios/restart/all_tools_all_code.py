# clauses: RESTART-1
# level: order

# restart_events takes no tool and no code: it wakes every disabled place of every tool, whether the
# event is on globally or for one code object. It returns None.
import sys

monitoring = sys.monitoring
E = monitoring.events
GLOBAL_TOOL, LOCAL_TOOL = 5, 1


def first():
    ord("a")


def second():
    ord("b")


def callback_of(name, tool):
    def callback(code, *details):
        if code in (first.__code__, second.__code__):
            seen.append(f"{code.co_name} {name} to {tool}")
            return monitoring.DISABLE

    return callback


def run(title):
    global seen
    seen = []
    first()
    second()
    print(f"{title}: {len(seen)}", *seen, sep="\n  ")


for tool in (GLOBAL_TOOL, LOCAL_TOOL):
    monitoring.use_tool_id(tool, "scenario")
    for name in ("PY_START", "CALL", "LINE"):
        monitoring.register_callback(tool, getattr(E, name), callback_of(name, tool))
monitoring.set_events(GLOBAL_TOOL, E.PY_START | E.CALL | E.LINE)
for function in (first, second):
    monitoring.set_local_events(LOCAL_TOOL, function.__code__, E.CALL | E.LINE)
run("first run")
run("disabled")
print("restart_events gives", monitoring.restart_events())
run("after restart_events")
run("disabled again")

monitoring.set_events(GLOBAL_TOOL, 0)
for function in (first, second):
    monitoring.set_local_events(LOCAL_TOOL, function.__code__, 0)
for tool in (GLOBAL_TOOL, LOCAL_TOOL):
    for name in ("PY_START", "CALL", "LINE"):
        monitoring.register_callback(tool, getattr(E, name), None)
    monitoring.free_tool_id(tool)
