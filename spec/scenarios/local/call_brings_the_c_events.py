# clauses: LOCAL-6
# level: events

# For a code object as globally: C_RETURN and C_RAISE come with CALL, named or not, and only all three
# together may be named.

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


def other():
    len("")


M.use_tool_id(2, "a tool")
for name in names:
    M.register_callback(2, getattr(E, name), lambda code, *rest, name=name: seen.append(f"{code.co_name} {name}"))
sets = {
    "C_RETURN": E.C_RETURN,
    "C_RAISE": E.C_RAISE,
    "C_RETURN C_RAISE": E.C_RETURN | E.C_RAISE,
    "CALL C_RETURN": E.CALL | E.C_RETURN,
    "CALL C_RAISE": E.CALL | E.C_RAISE,
    "CALL": E.CALL,
    "all three": E.CALL | E.C_RETURN | E.C_RAISE,
}
for name, events in sets.items():
    try:
        M.set_local_events(2, work.__code__, events)
    except ValueError as error:
        print(f"{name}: {error}")
        continue
    work()
    other()
    print(f"{name}: CALL alone is read back {M.get_local_events(2, work.__code__) == E.CALL}, seen {seen}")
    M.set_local_events(2, work.__code__, 0)
    seen.clear()
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
