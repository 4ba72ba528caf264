# clauses: LOCAL-13
# level: events

# A location that a callback has disabled is off, and yet the event stays in the set of the code object.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return len("")


M.use_tool_id(2, "a tool")
events = {"PY_START": E.PY_START, "LINE": E.LINE, "CALL": E.CALL, "PY_RETURN": E.PY_RETURN}
for name, event in events.items():
    M.register_callback(2, event, lambda code, *rest, name=name: seen.append(name) or M.DISABLE)
    M.set_local_events(2, work.__code__, event)
    work()
    work()
    print(seen, "still set:", M.get_local_events(2, work.__code__) == event)
    M.set_local_events(2, work.__code__, 0)
    M.register_callback(2, event, None)
    seen.clear()
M.free_tool_id(2)
