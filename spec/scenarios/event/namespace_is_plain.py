# clauses: EVENT-7
# level: events

# sys.monitoring.events is a plain namespace. A program may bind its names anew or delete them; what the
# numbers mean stays as it was.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


print(type(E).__name__)
start = E.PY_START
M.use_tool_id(2, "a tool")
M.register_callback(2, start, lambda code, offset: seen.append("start"))
M.register_callback(2, E.PY_RETURN, lambda code, offset, value: seen.append("return"))

E.PY_START, E.NEW = E.PY_RETURN, 1 << 30
M.set_local_events(2, work.__code__, E.PY_START)
work()
M.set_local_events(2, work.__code__, start)
work()
print(seen)
del E.PY_START
M.set_local_events(2, work.__code__, start)
work()
print(seen)
E.PY_START = start
del E.NEW

M.set_local_events(2, work.__code__, 0)
for event in (E.PY_START, E.PY_RETURN):
    M.register_callback(2, event, None)
M.free_tool_id(2)
