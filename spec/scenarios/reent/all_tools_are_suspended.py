# clauses: REENT-1
# level: events

# While a callback runs, nothing it does is an event, not for its own tool and not for any other. (PEP 669
# wanted other tools to see it.) After the callback everything is as before.

import sys

M = sys.monitoring
E = M.events
seen = []
names = ("PY_START", "LINE", "CALL", "C_RETURN", "PY_RETURN", "RAISE", "EXCEPTION_HANDLED")


def helper():
    try:
        int("no number")
    except ValueError:
        pass
    return len("")


def work():
    return 1


def note(tool, name):
    def callback(code, *rest):
        seen.append(f"{tool} {code.co_name} {name}")
        helper()

    M.register_callback(tool, getattr(E, name), callback)


events = 0
for name in names:
    events |= getattr(E, name)
for tool in (0, 3, 5):
    M.use_tool_id(tool, "a tool")
    for name in names:
        note(tool, name)
for tool in (0, 3, 5):
    M.set_local_events(tool, helper.__code__, E.PY_START | E.LINE | E.CALL | E.PY_RETURN)
M.set_local_events(3, work.__code__, E.PY_START | E.PY_RETURN)
M.set_events(5, E.RAISE | E.EXCEPTION_HANDLED)
work()
M.set_events(5, 0)
print("work:", seen)
seen.clear()
M.set_local_events(3, helper.__code__, E.PY_START)
M.set_local_events(0, helper.__code__, 0)
M.set_local_events(5, helper.__code__, E.PY_RETURN)
helper()
print("helper, not in a callback:", seen)
for tool in (0, 3, 5):
    M.set_local_events(tool, helper.__code__, 0)
    M.set_local_events(tool, work.__code__, 0)
    for name in names:
        M.register_callback(tool, getattr(E, name), None)
    M.free_tool_id(tool)
