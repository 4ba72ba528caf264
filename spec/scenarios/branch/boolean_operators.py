# clauses: BRANCH-9
# level: sides
# behaviours: branch_sides value_jumps

# In a test each operand of and, or is a branch of its own, at the operand. An operand of `and` that
# is false and the last operand of `or` jump to the other arm: BRANCH_RIGHT; an operand of `or` that
# is true jumps into the body: BRANCH_RIGHT too. As a value the branch is at the whole operation:
# BRANCH_LEFT goes on to the next operand, BRANCH_RIGHT keeps this one.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def test_and(x, y):
    if x and y:
        return 1
    return 2


def test_or(x, y):
    if x or y:
        return 1
    return 2


def value_and(x, y):
    return x and y


def value_or(x, y):
    return x or y


def mixed(x, y, z):
    return x and y or z


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

for x in (0, 1):
    for y in (0, 1):
        watch(test_and, x, y)
        watch(test_or, x, y)
    watch(value_and, x, 5)
    watch(value_or, x, 5)
watch(mixed, 0, 1, 2)
watch(mixed, 1, 0, 2)
watch(mixed, 1, 1, 2)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
