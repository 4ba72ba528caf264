# clauses: EVENT-5
# level: events
# behaviours: branch_sides legacy_branch_event

# From 3.14 BRANCH in a set stands for BRANCH_LEFT and BRANCH_RIGHT, globally and for a code object; it is
# never read back. Before, it is an event of its own.

import sys

M = sys.monitoring
E = M.events
seen = []


def work(x):
    if x:
        return 1
    return 2


def names(events):
    return [name for name in ("BRANCH", "BRANCH_LEFT", "BRANCH_RIGHT", "JUMP") if events & getattr(E, name, 0)]


M.use_tool_id(2, "a tool")
M.set_events(2, E.BRANCH | E.JUMP)
print("globally", names(M.get_events(2)))
M.set_events(2, 0)
M.set_local_events(2, work.__code__, E.BRANCH)
print("for a code object", names(M.get_local_events(2, work.__code__)))

sides = [name for name in ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(E, name)] or ["BRANCH"]
for name in sides:
    M.register_callback(2, getattr(E, name), lambda code, offset, to, name=name: seen.append(name))
work(True)
work(False)
print(seen)
M.set_local_events(2, work.__code__, 0)
for name in sides:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
