# clauses: CB-5
# level: events

# C_RETURN and C_RAISE have callbacks of their own, which may be registered without one for CALL; they are called
# where CALL is set, and only there.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    len("")
    try:
        int("no number")
    except ValueError:
        pass


M.use_tool_id(2, "a tool")
M.register_callback(2, E.C_RETURN, lambda code, offset, callable, arg0: seen.append(f"C_RETURN {callable.__name__}"))
M.register_callback(2, E.C_RAISE, lambda code, offset, callable, arg0: seen.append(f"C_RAISE {callable.__name__}"))
for what, events in {"CALL": E.CALL, "nothing": 0, "other events": E.LINE | E.PY_START | E.PY_RETURN}.items():
    M.set_local_events(2, work.__code__, events)
    work()
    M.set_local_events(2, work.__code__, 0)
    print(f"{what}: {seen}")
    seen.clear()
for event in (E.C_RETURN, E.C_RAISE):
    M.register_callback(2, event, None)
M.free_tool_id(2)
