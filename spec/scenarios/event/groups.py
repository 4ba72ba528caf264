# clauses: EVENT-4
# level: api
# behaviours: local_exception_events branch_sides

# Three groups: a local event can be set for one code object, an ancillary event cannot be set without CALL,
# any other event can be set globally only (until 3.14; from 3.15 for one code object too).

import sys

M = sys.monitoring
E = M.events


def work():
    pass


def accepts(function, *arguments):
    try:
        function(*arguments)
        return True
    except ValueError:
        return False


M.use_tool_id(2, "a tool")
groups = {}
for name in (name for name in dir(E) if name.isupper() and name != "NO_EVENTS"):
    event = getattr(E, name)
    alone = accepts(M.set_events, 2, event)
    local = accepts(M.set_local_events, 2, work.__code__, event)
    groups.setdefault((alone, local), []).append(name)
M.set_local_events(2, work.__code__, 0)
M.set_events(2, 0)
M.free_tool_id(2)
print("globally and for a code object:", groups[True, True])
print("globally only:", groups.get((True, False), "none"))
print("not alone:", groups[False, False])
