# clauses: GLOBAL-1 GLOBAL-16
# level: events

# A set takes the place of the tool's former set: what is no longer in it stops, 0 stops everything.

import sys

M = sys.monitoring
E = M.events
seen = []
names = ("PY_START", "CALL", "PY_RETURN")


def work():
    return len("")


M.use_tool_id(2, "a tool")
for name in names:
    M.register_callback(2, getattr(E, name), lambda code, *rest, name=name: code is work.__code__ and seen.append(name) or None)
for events in (E.PY_START | E.PY_RETURN, E.PY_START | E.CALL, E.CALL, E.NO_EVENTS, E.PY_RETURN):
    answer = M.set_events(2, events)
    work()
    print(answer, M.get_events(2) == events, seen)
    seen.clear()
M.set_events(2, 0)
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
