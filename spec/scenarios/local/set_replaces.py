# clauses: LOCAL-1
# level: events

# The set of a code object is replaced, not added to; get_local_events tells it; the global set stays empty.

import sys

M = sys.monitoring
E = M.events
names = ("PY_START", "CALL", "PY_RETURN")
seen = []


def work():
    return len("")


def other():
    return len("")


M.use_tool_id(2, "a tool")
for name in names:
    M.register_callback(2, getattr(E, name), lambda code, *rest, name=name: seen.append(f"{code.co_name} {name}"))
for events in (E.PY_START | E.PY_RETURN, E.PY_START | E.CALL, E.CALL, E.NO_EVENTS, E.PY_RETURN):
    answer = M.set_local_events(2, work.__code__, events)
    work()
    other()
    print(answer, M.get_local_events(2, work.__code__) == events, M.get_events(2), seen)
    seen.clear()
M.set_local_events(2, work.__code__, 0)
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
