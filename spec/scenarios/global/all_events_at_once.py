# clauses: GLOBAL-12
# level: api
# behaviours: branch_sides legacy_branch_event

# All events together are a set. It reads back without the two that ride on CALL, and from 3.14 without BRANCH.

import sys

M = sys.monitoring
E = M.events
names = [name for name in dir(E) if name.isupper() and name != "NO_EVENTS"]
every = 0
for name in names:
    every |= getattr(E, name)

M.use_tool_id(2, "a tool")
print(M.set_events(2, every))
found = M.get_events(2)
M.set_events(2, 0)
print("left out:", [name for name in names if not found & getattr(E, name)])
print("nothing else:", found & ~every == 0)
M.set_events(2, found)
print("the same again:", M.get_events(2) == found)
M.set_events(2, 0)
M.free_tool_id(2)
