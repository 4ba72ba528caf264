# clauses: GLOBAL-5 GLOBAL-6
# level: api
# behaviours: branch_sides legacy_branch_event

# A bit that is no event is a ValueError that shows the set as 32 bits; so is a negative number. What is no C
# int is an OverflowError or a TypeError. True is the int 1, PY_START.

import sys

M = sys.monitoring
E = M.events
M.use_tool_id(2, "a tool")
M.set_events(2, E.LINE)


def attempt(events):
    try:
        M.set_events(2, events)
        return "set"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


first_unknown = max(value for value in vars(E).values()) << 1
print("one beyond the last", attempt(first_unknown))
for events in (E.LINE | 1 << 24, 1 << 30, -1, -E.LINE, -(2**31), 2**31 - 1, 2**31, -(2**31) - 1, 2**70, 1.0, "1", None):
    print(events, attempt(events))
print("unchanged:", M.get_events(2) == E.LINE)
print("True", attempt(True), M.get_events(2) == E.PY_START)
M.set_events(2, 0)
M.free_tool_id(2)
