# clauses: BRANCH-18
# level: sides
# needs: branch_sides

# Which outcome is left and which is right is the implementation's choice, but it does not change:
# each side of each branch goes to the same place in every run, before and after restart_events, in
# code that has run often.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>",)


def branches(x):
    for y in (x, 0):
        z = 1 if y else 2
    return x or z


destinations = {}


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            destinations.setdefault((event, offset), set()).add(destination)

    return record


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

for run in range(200):
    if run == 100:
        mon.restart_events()
    mon.set_events(TOOL, MASK)
    branches(run % 2)
    mon.set_events(TOOL, 0)
print("events:", *sorted({event for event, source in destinations}))
print("sides with more than one destination:", sum(len(found) > 1 for found in destinations.values()))
sides = [found for (event, source), found in destinations.items()]
print("both sides of each branch seen:", len(destinations) == 2 * len({source for event, source in destinations}))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
