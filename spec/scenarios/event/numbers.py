# clauses: EVENT-1 EVENT-2
# level: api
# behaviours: branch_sides legacy_branch_event

# The events and their numbers. From 3.14 a branch has two sides, and the numbers after JUMP moved: tools
# look events up by name.

import sys

events = sys.monitoring.events
names = [name for name in dir(events) if name.isupper()]
for name in sorted(names, key=lambda name: getattr(events, name)):
    print(f"{getattr(events, name):7} {name}")
