# clauses: GLOBAL-10
# level: events

# Setting the set that is set already does nothing: disabled locations stay disabled, others stay on; also in
# code that is running at that moment, which would be the first to notice.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def other():
    return 2


def started(code, offset):
    if code in (work.__code__, other.__code__):
        seen.append(code.co_name)
        return M.DISABLE


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, started)
M.set_events(2, E.PY_START)
work()
M.set_events(2, E.PY_START)
work()
M.set_events(2, M.get_events(2))
work()
other()
M.set_events(2, 0)
print(seen)
M.register_callback(2, E.PY_START, None)
seen.clear()


def running():
    for _ in range(3):
        M.set_events(2, M.get_events(2))


def line(code, number):
    if code is running.__code__:
        seen.append(number - code.co_firstlineno)
        return M.DISABLE


M.register_callback(2, E.LINE, line)
M.set_events(2, E.LINE)
running()
M.set_events(2, 0)
print("lines, each place once:", seen)
M.register_callback(2, E.LINE, None)
M.free_tool_id(2)
