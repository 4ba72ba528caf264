# clauses: BRANCH-6
# level: sides
# needs: code_branches_method
# behaviours: code_branches_method

# The method co_branches() of code lists each branch as the offsets of its source and of its
# destinations, left and right. The events have exactly these: each has a source and a destination
# of a row, on the right side.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def branches(xs):
    for x in xs:
        if x == 1 and xs:
            continue
        while x:
            x = 0
    try:
        raise KeyError
    except KeyError:
        x = xs or 1
    return x if x else 0


seen = set()


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            seen.add((event, offset, destination))

    return record


def watch(function, *args):
    """Runs the function and prints its events."""
    print(function.__name__, *args)
    mon.set_events(TOOL, MASK)
    try:
        function(*args)
    except Exception as error:
        mon.set_events(TOOL, 0)
        print("    ends with", type(error).__name__)
    mon.set_events(TOOL, 0)


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

rows = {source: {"BRANCH_LEFT": left, "BRANCH_RIGHT": right} for source, left, right in branches.__code__.co_branches()}
watch(branches, (0, 1, 2))
print("sides seen:", *sorted({event for event, source, destination in seen}))
print("sources not listed:", len({source for event, source, destination in seen} - set(rows)))
print("other destinations:", sum(rows[source][event] != destination for event, source, destination in seen))
print("rows that no event had:", len(set(rows) - {source for event, source, destination in seen}))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
