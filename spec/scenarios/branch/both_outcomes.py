# clauses: BRANCH-1 BRANCH-2
# level: sides
# behaviours: branch_sides

# Each conditional jump and each step of a for loop fires for both outcomes. Up to 3.13 that is
# BRANCH, and the destination tells the outcome; from 3.14 BRANCH_LEFT where the code falls through
# (the test of the if holds, the loop has an item), BRANCH_RIGHT where it jumps (the test is false,
# the loop is over).
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def tests(x):
    if x:
        return "true"
    return "false"


def tests_not(x):
    if not x:
        return "false"
    return "true"


def loops(xs):
    for x in xs:
        y = x
    return "end"


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

watch(tests, 1)
watch(tests, 0)
watch(tests_not, 1)
watch(tests_not, 0)
watch(loops, (1,))
watch(loops, ())

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
