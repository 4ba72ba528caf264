# clauses: LIFE-3
# level: events
# behaviours: free_tool_id_clears

# From 3.14 the sets that a freed tool had for code objects never fire again, but still read as they were until
# the code is entered, or its events are set anew for any tool. (Until 3.13 they stay and fire.)

import sys

M = sys.monitoring
E = M.events
seen = []


def first():
    return 1


def second():
    return 2


def sets():
    return [M.get_local_events(2, function.__code__) == E.PY_RETURN for function in (first, second)]


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_RETURN, lambda code, offset, value: seen.append(value))
for function in (first, second):
    M.set_local_events(2, function.__code__, E.PY_RETURN)
first()
second()
print("set:", sets(), seen)
M.free_tool_id(2)
print("freed:", sets())
M.use_tool_id(2, "another")
M.register_callback(2, E.PY_RETURN, lambda code, offset, value: seen.append(value))
print("used again:", sets())
first()
print("the first has run:", sets(), seen)
M.use_tool_id(3, "a third")
M.set_local_events(3, second.__code__, E.LINE)
M.set_local_events(3, second.__code__, 0)
print("the second was set for another tool:", sets())
second()
print("the second has run:", sets(), seen)

for function in (first, second):
    M.set_local_events(2, function.__code__, 0)
M.register_callback(2, E.PY_RETURN, None)
for tool in (2, 3):
    M.free_tool_id(tool)
