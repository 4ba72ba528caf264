# clauses: CB-18
# level: events

# One function may be the callback of several tools and events; it is called once for each.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def callback(code, *rest):
    seen.append(len(rest))


for tool in (0, 3):
    M.use_tool_id(tool, "a tool")
    for event in (E.PY_START, E.LINE, E.PY_RETURN):
        M.register_callback(tool, event, callback)
    M.set_local_events(tool, work.__code__, E.PY_START | E.PY_RETURN)
work()
print("two tools, start and return:", seen)
seen.clear()
M.register_callback(3, E.PY_START, None)
work()
print("one of four taken away:", seen)
for tool in (0, 3):
    M.set_local_events(tool, work.__code__, 0)
    for event in (E.PY_START, E.LINE, E.PY_RETURN):
        M.register_callback(tool, event, None)
    M.free_tool_id(tool)
