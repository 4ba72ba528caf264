# clauses: CB-7 CB-19
# level: events

# An event is seen if it is set and has a callback. Set without one it is silent and does no harm; which of the
# two comes first does not matter, and either can change at any time.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def show(what):
    work()
    print(f"{what}: {seen}")
    seen.clear()


def callback(code, offset):
    seen.append(code.co_name)


M.use_tool_id(2, "a tool")
M.set_local_events(2, work.__code__, E.PY_START | E.LINE | E.INSTRUCTION | E.CALL | E.PY_RETURN)
show("set only")
M.register_callback(2, E.PY_START, callback)
show("and registered")
M.register_callback(2, E.PY_START, None)
show("set only")
M.register_callback(2, E.PY_START, callback)
show("and registered")
M.set_local_events(2, work.__code__, E.LINE)
show("registered only")
M.register_callback(2, E.PY_START, None)
show("neither")
M.register_callback(2, E.PY_START, callback)
M.set_local_events(2, work.__code__, E.PY_START)
show("both, registered first")
M.set_local_events(2, work.__code__, 0)
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
