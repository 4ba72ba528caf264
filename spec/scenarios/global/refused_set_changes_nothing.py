# clauses: GLOBAL-9
# level: events

# After a set that is refused, everything is as before: the old set, and what was disabled under it.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def started(code, offset):
    if code is work.__code__:
        seen.append("start")
        return M.DISABLE


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, started)
M.register_callback(2, E.PY_RETURN, lambda code, offset, value: code is work.__code__ and seen.append("return") or None)
M.set_events(2, E.PY_START | E.PY_RETURN)
work()
for events in (-1, E.C_RETURN, 2**40, "LINE"):
    try:
        M.set_events(2, events)
    except Exception as error:
        work()
        print(type(error).__name__, M.get_events(2) == E.PY_START | E.PY_RETURN, seen)
M.set_events(2, 0)
for event in (E.PY_START, E.PY_RETURN):
    M.register_callback(2, event, None)
M.free_tool_id(2)
