# Branch coverage: did each test go both ways?
#
# Up to 3.13 one BRANCH event tells source and destination; a tool has to remember destinations.
# From 3.14 there are BRANCH_LEFT and BRANCH_RIGHT, and each side can be disabled by itself, so
# that a side once seen costs nothing while the tool still waits for the other.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.COVERAGE_ID


def shipping(weight, express):
    if weight > 20:
        return "freight"
    cost = 5
    for _ in range(weight // 5):
        cost += 2
    if express and weight < 10:
        cost *= 2
    return cost


code = shipping.__code__


def line_of(offset):
    for start, end, line in code.co_lines():
        if start <= offset < end and line is not None:
            return line - code.co_firstlineno


sides = {}  # line of the test -> set of sides, or of destination lines


def note(offset, side):
    sides.setdefault(line_of(offset), set()).add(side)


monitoring.use_tool_id(TOOL, "branch coverage")
if hasattr(events, "BRANCH_LEFT"):

    def on_left(code, offset, destination):
        note(offset, "left")
        return monitoring.DISABLE

    def on_right(code, offset, destination):
        note(offset, "right")
        return monitoring.DISABLE

    wanted = events.BRANCH_LEFT | events.BRANCH_RIGHT
    monitoring.register_callback(TOOL, events.BRANCH_LEFT, on_left)
    monitoring.register_callback(TOOL, events.BRANCH_RIGHT, on_right)
else:

    def on_branch(code, offset, destination):
        note(offset, f"line {line_of(destination)}")

    wanted = events.BRANCH
    monitoring.register_callback(TOOL, events.BRANCH, on_branch)


def report(title):
    print(title)
    for line in sorted(sides):
        ways = sorted(sides[line])
        print(f"  line {line}: {' and '.join(ways)}{'' if len(ways) > 1 else '  <- one way only'}")


monitoring.set_local_events(TOOL, code, wanted)
print("cost", shipping(12, False))
report("after a heavy parcel:")
print("cost", shipping(3, True), "and", shipping(25, True))
report("after a light and a very heavy one:")
monitoring.set_local_events(TOOL, code, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)
