# clauses: LIFE-5
# level: events
# needs: clear_tool_id

# clear_tool_id takes away one tool's events, global and of code objects, and its callbacks; its name stays, and
# so does everything of the others.

import sys

M = sys.monitoring
E = M.events
seen = []
names = ("PY_START", "PY_RETURN")


def work():
    return 1


def note(tool, name):
    def callback(code, *rest):
        if code is work.__code__:
            seen.append(f"{tool} {name}")

    M.register_callback(tool, getattr(E, name), callback)


def show(what):
    work()
    print(f"{what}: names {[M.get_tool(tool) for tool in (1, 2, 3)]}, seen {sorted(seen)}")
    seen.clear()


for tool in (1, 2, 3):
    M.use_tool_id(tool, f"tool {tool}")
    for name in names:
        note(tool, name)
    M.set_events(tool, E.PY_START)
    M.set_local_events(tool, work.__code__, E.PY_RETURN)
show("three tools")
M.clear_tool_id(2)
show("one cleared")
print("set:", [M.get_events(tool) == E.PY_START for tool in (1, 2, 3)])
# The callbacks are gone, not only the events; and the events, not only the callbacks.
M.set_events(2, E.PY_START)
show("events set again")
M.set_events(2, 0)
for name in names:
    note(2, name)
show("callbacks registered again")
for tool in (1, 2, 3):
    M.clear_tool_id(tool)
    M.free_tool_id(tool)
