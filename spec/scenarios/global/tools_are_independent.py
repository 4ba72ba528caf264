# clauses: GLOBAL-11
# level: events

# Each tool has its own set: what one sets, changes or turns off does not touch another, and each hears of its
# own events only, though both have callbacks for all.

import sys

M = sys.monitoring
E = M.events
names = ("PY_START", "PY_RETURN")
seen = []


def work():
    return 1


for tool in (1, 4):
    M.use_tool_id(tool, "a tool")
    for name in names:
        M.register_callback(
            tool,
            getattr(E, name),
            lambda code, *rest, tool=tool, name=name: code is work.__code__ and seen.append((tool, name)) or None,
        )


def show(what):
    work()
    print(what, [M.get_events(tool) for tool in (0, 1, 4, 5)], sorted(seen))
    seen.clear()


M.set_events(1, E.PY_START)
show("1 has PY_START:")
M.set_events(4, E.PY_RETURN)
show("4 has PY_RETURN:")
M.set_events(1, E.PY_START | E.PY_RETURN)
show("1 has both:")
M.set_events(4, 0)
show("4 has none:")
M.set_events(1, 0)
show("nor has 1:")
for tool in (1, 4):
    for name in names:
        M.register_callback(tool, getattr(E, name), None)
    M.free_tool_id(tool)
