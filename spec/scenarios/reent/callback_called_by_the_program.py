# clauses: REENT-4
# level: events

# A callback is a function like any other: called by the program, not for an event, it is monitored.

import sys

M = sys.monitoring
E = M.events
seen = []


def callback(code, offset):
    seen.append(code.co_name)
    return len("")


def work():
    return 1


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, callback)
M.set_local_events(2, callback.__code__, E.PY_START)
M.set_local_events(2, work.__code__, E.PY_START)
work()
print("for an event:", seen)
seen.clear()
callback(work.__code__, 0)
print("by the program:", seen)
for function in (callback, work):
    M.set_local_events(2, function.__code__, 0)
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
