# clauses: LOCAL-5
# level: api
# behaviours: branch_sides legacy_branch_event local_exception_events

# A bit that no local event has is a ValueError. The message shows the set after C_RETURN, C_RAISE (and from
# 3.14 BRANCH) were taken out of it.

import sys

M = sys.monitoring
E = M.events
code = (lambda: None).__code__
M.use_tool_id(2, "a tool")
M.set_local_events(2, code, E.LINE)


def attempt(events):
    try:
        M.set_local_events(2, code, events)
        return "set"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for events in (1 << 24, E.LINE | 1 << 30, -1, -(2**31), 2**31 - 1, 2**31, -(2**31) - 1, 1.0):
    print(events, attempt(events))
print("all of the call group and an unknown one:", attempt(E.CALL | E.C_RETURN | E.C_RAISE | 1 << 30))
print("unchanged:", M.get_local_events(2, code) == E.LINE)
print("True", attempt(True), M.get_local_events(2, code) == E.PY_START)
M.set_local_events(2, code, 0)
M.free_tool_id(2)
