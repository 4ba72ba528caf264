# clauses: LOCAL-17 LOCAL-18 LOCAL-19
# level: events

# One tool's set for one code object touches no other tool and no other code object. Setting the same set once
# more, or one that is refused, changes nothing: what was disabled stays disabled.

import sys

M = sys.monitoring
E = M.events
seen = []


def first():
    return 1


def second():
    return 2


def show(what):
    first()
    second()
    sets = [M.get_local_events(tool, function.__code__) for tool in (1, 4) for function in (first, second)]
    print(f"{what}: {sets} {sorted(seen)}")
    seen.clear()


for tool in (1, 4):
    M.use_tool_id(tool, "a tool")
    M.register_callback(tool, E.PY_START, lambda code, offset, tool=tool: seen.append(f"{tool} {code.co_name}"))
M.set_local_events(1, first.__code__, E.PY_START)
show("1 has first")
M.set_local_events(4, second.__code__, E.PY_START)
show("4 has second")
M.set_local_events(4, first.__code__, E.PY_START)
show("4 has both")
M.set_local_events(1, first.__code__, 0)
show("1 has none")

M.register_callback(4, E.PY_START, lambda code, offset: seen.append(f"4 {code.co_name} for the last time") or M.DISABLE)
show("disabled")
show("now off")
M.set_local_events(4, first.__code__, E.PY_START)
show("same set")
for events in (-1, E.C_RETURN, 2**40):
    try:
        M.set_local_events(4, first.__code__, events)
    except (ValueError, OverflowError) as error:
        show(type(error).__name__)
for function in (first, second):
    M.set_local_events(4, function.__code__, 0)
for tool in (1, 4):
    M.register_callback(tool, E.PY_START, None)
    M.free_tool_id(tool)
