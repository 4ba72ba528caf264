# clauses: LOCAL-8
# level: events

# What fires in a code object is the global set and its own together. An event in both calls back once, and
# goes on as long as it is in one of them. A local set never narrows the global one.

import sys

M = sys.monitoring
E = M.events
names = ("PY_START", "PY_RETURN")
seen = []


def work():
    return 1


def other():
    return 1


def show(what, events, local):
    M.set_events(2, events)
    M.set_local_events(2, work.__code__, local)
    work()
    other()
    M.set_events(2, 0)
    print(f"{what:26}", [what for what in seen if what.startswith(("work", "other"))])
    seen.clear()


M.use_tool_id(2, "a tool")
for name in names:
    M.register_callback(2, getattr(E, name), lambda code, *rest, name=name: seen.append(f"{code.co_name} {name}"))
show("START global", E.PY_START, 0)
show("START global, RETURN local", E.PY_START, E.PY_RETURN)
show("START in both", E.PY_START, E.PY_START)
show("both in both", E.PY_START | E.PY_RETURN, E.PY_START | E.PY_RETURN)
show("RETURN local", 0, E.PY_RETURN)

# One of two that are set is turned off while the other stays.
M.set_events(2, E.PY_START)
M.set_local_events(2, work.__code__, E.PY_START)
M.set_local_events(2, work.__code__, 0)
work()
M.set_local_events(2, work.__code__, E.PY_START)
M.set_events(2, 0)
work()
M.set_local_events(2, work.__code__, 0)
work()
print("one off, then the other   ", [what for what in seen if what.startswith("work")])
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
