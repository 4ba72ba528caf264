# clauses: EVENT-3 EVENT-8
# level: api

# Each event is a power of two of its own, NO_EVENTS is 0, and a set of events is their bitwise or.

import sys

M = sys.monitoring
E = M.events
values = [getattr(E, name) for name in dir(E) if name.isupper() and name != "NO_EVENTS"]

print("NO_EVENTS", E.NO_EVENTS)
print("powers of two:", all(type(value) is int and value.bit_count() == 1 for value in values))
print("all different:", len(set(values)) == len(values))

M.use_tool_id(2, "a tool")
M.set_events(2, E.PY_START | E.PY_UNWIND)
print("read back:", M.get_events(2) == E.PY_START | E.PY_UNWIND, M.get_events(2) & E.PY_RETURN == E.NO_EVENTS)
M.set_events(2, E.NO_EVENTS)
print("nothing set:", M.get_events(2) == E.NO_EVENTS)
M.free_tool_id(2)
