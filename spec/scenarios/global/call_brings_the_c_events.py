# clauses: GLOBAL-7 GLOBAL-8
# level: events

# C_RETURN and C_RAISE are no settings of their own: they come with CALL, whether they are named beside it or
# not, and only all three together may be named.

import sys

M = sys.monitoring
E = M.events
names = ("CALL", "C_RETURN", "C_RAISE")
seen = []


def work():
    len("")
    try:
        int("no number")
    except ValueError:
        pass


M.use_tool_id(2, "a tool")
for name in names:
    M.register_callback(2, getattr(E, name), lambda code, *rest, name=name: code is work.__code__ and seen.append(name) or None)
sets = {
    "C_RETURN": E.C_RETURN,
    "C_RAISE": E.C_RAISE,
    "C_RETURN C_RAISE": E.C_RETURN | E.C_RAISE,
    "CALL C_RETURN": E.CALL | E.C_RETURN,
    "CALL C_RAISE": E.CALL | E.C_RAISE,
    "LINE C_RETURN": E.LINE | E.C_RETURN,
    "CALL": E.CALL,
    "all three": E.CALL | E.C_RETURN | E.C_RAISE,
}
for name, events in sets.items():
    try:
        M.set_events(2, events)
    except ValueError as error:
        print(f"{name}: {error}")
        continue
    work()
    print(f"{name}: CALL alone is read back {M.get_events(2) == E.CALL}, seen {seen}")
    M.set_events(2, 0)
    seen.clear()
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
