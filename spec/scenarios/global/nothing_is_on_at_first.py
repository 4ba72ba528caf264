# clauses: GLOBAL-15 GLOBAL-2 GLOBAL-4
# level: events

# At first no tool has events. Of an id that is not in use the set reads as empty, and none can be set, not
# even the empty one. An id that is taken into use still has none: its callbacks are not called.

import sys

M = sys.monitoring
E = M.events
seen = []


def attempt(tool, events):
    try:
        return M.set_events(tool, events)
    except ValueError:
        return "ValueError"


print([M.get_events(tool) for tool in range(6)])
print([attempt(tool, E.PY_START) for tool in range(6)])
print([attempt(tool, 0) for tool in range(6)])
print([M.get_events(tool) for tool in range(6)])


def work():
    return 1


M.use_tool_id(4, "a tool")
M.register_callback(4, E.PY_START, lambda code, offset: seen.append("start"))
work()
print(M.get_events(4), seen)
M.set_events(4, E.PY_START)
work()
M.set_events(4, 0)
print(seen)
M.register_callback(4, E.PY_START, None)
M.free_tool_id(4)
