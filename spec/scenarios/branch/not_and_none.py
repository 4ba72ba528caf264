# clauses: BRANCH-11
# level: sides
# behaviours: branch_sides

# The operator not turns the sides of a test round and is no branch as a value. A test for None has
# BRANCH_LEFT where it holds, is and is not alike. The arm before the if of a conditional expression
# is the left side.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def is_none(x):
    if x is None:
        return 1
    return 2


def is_not_none(x):
    if x is not None:
        return 1
    return 2


def not_as_test(x):
    if not x:
        return 1
    return 2


def not_as_value(x):
    return not x


def conditional(x):
    return "true" if x else "false"


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

for x in (None, 1):
    for function in (is_none, is_not_none, not_as_test, not_as_value, conditional):
        watch(function, x)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
