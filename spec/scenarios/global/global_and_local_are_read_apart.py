# clauses: GLOBAL-13
# level: api

# get_events tells the global set only, get_local_events the code object's own only, though what fires in the
# code is both.

import sys

M = sys.monitoring
E = M.events
names = ("PY_START", "PY_RETURN")
seen = []


def work():
    return 1


def show(what):
    work()
    events, local = M.get_events(2), M.get_local_events(2, work.__code__)
    read = [[name for name in names if found & getattr(E, name)] for found in (events, local)]
    print(f"{what}: global {read[0]}, local {read[1]}, seen {seen}")
    seen.clear()


M.use_tool_id(2, "a tool")
for name in names:
    M.register_callback(2, getattr(E, name), lambda code, *rest, name=name: code is work.__code__ and seen.append(name) or None)
M.set_events(2, E.PY_START)
show("global only")
M.set_local_events(2, work.__code__, E.PY_RETURN)
show("one each")
M.set_events(2, 0)
show("local only")
M.set_local_events(2, work.__code__, 0)
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
