# clauses: LOCAL-4
# level: api

# For an id that is not in use nothing can be set, not even the empty set; reading gives the empty set.

import sys

M = sys.monitoring
E = M.events
code = (lambda: None).__code__


def attempt(tool, events):
    try:
        return M.set_local_events(tool, code, events)
    except ValueError:
        return "ValueError"


print([M.get_local_events(tool, code) for tool in range(6)])
print([attempt(tool, E.LINE) for tool in range(6)], [attempt(tool, 0) for tool in range(6)])
M.use_tool_id(2, "a tool")
print([attempt(tool, E.LINE) for tool in range(6)])
print([M.get_local_events(tool, code) == E.LINE for tool in range(6)])
M.set_local_events(2, code, 0)
M.free_tool_id(2)
