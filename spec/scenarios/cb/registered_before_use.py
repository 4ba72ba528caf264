# clauses: CB-1
# level: events

# A callback may be registered for an id that is not in use yet; it is there when the id comes into use.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def started(code, offset):
    seen.append("start")


print(M.get_tool(2), M.register_callback(2, E.PY_START, started))
M.use_tool_id(2, "a tool")
M.set_local_events(2, work.__code__, E.PY_START)
work()
print(seen, M.register_callback(2, E.PY_START, None) is started)
M.set_local_events(2, work.__code__, 0)
M.free_tool_id(2)
print(M.get_tool(2), M.register_callback(2, E.PY_START, started), M.register_callback(2, E.PY_START, None) is started)
