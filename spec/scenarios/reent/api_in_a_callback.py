# clauses: REENT-5
# level: events

# The functions of sys.monitoring do in a callback what they do outside: here a callback takes an id into use,
# gives it events, reads them back, registers for it, frees it, and gets the usual errors.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def returned(code, offset, value):
    seen.append(("return seen by 4", value))


def started(code, offset):
    M.use_tool_id(4, "from a callback")
    M.register_callback(4, E.PY_RETURN, returned)
    M.set_local_events(4, code, E.PY_RETURN)
    seen.append((M.get_tool(4), M.get_local_events(4, code) == E.PY_RETURN, M.get_events(4)))
    try:
        M.use_tool_id(4, "again")
    except ValueError:
        seen.append("ValueError")
    M.register_callback(2, E.PY_START, stopped)


def stopped(code, offset):
    M.set_local_events(4, code, 0)
    M.register_callback(4, E.PY_RETURN, None)
    M.free_tool_id(4)
    seen.append(("freed", M.get_tool(4)))


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, started)
M.set_local_events(2, work.__code__, E.PY_START)
for _ in range(2):
    work()
    print(seen)
    seen.clear()
M.set_local_events(2, work.__code__, 0)
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
