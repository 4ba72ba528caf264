# clauses: BRANCH-4
# level: sides
# behaviours: branch_sides

# The branch that ends a for loop goes to what follows the loop, or to its else clause; the
# instructions that clean up after the loop are never a destination. Its place is the iterable.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def plain(xs):
    for x in xs:
        y = x
    return 1


def with_else(xs):
    for x in xs:
        y = x
    else:
        y = 2
    return y


def nested(xs):
    for x in xs:
        for y in xs:
            z = y
    return 1


def in_a_comprehension(xs):
    return [x for x in xs]


def place(code, offset):
    """Line (counted from the first line of the code) and column of an instruction."""
    line, _, column, _ = list(code.co_positions())[offset // 2]
    return "no line" if line is None else f"{line - code.co_firstlineno}:{column}"


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            print("   ", event, place(code, offset), "->", place(code, destination))

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

watch(plain, (1,))
watch(with_else, (1,))
watch(nested, (1,))
watch(in_a_comprehension, (1,))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
