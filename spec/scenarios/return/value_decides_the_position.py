# clauses: RETURN-1
# level: sides
# behaviours: constants_return_in_one_instruction constants_fold_in_flow_graph

# The return of a computed value stands at the whole return statement, that of a constant at the
# constant. Which expressions count as constants is the compiler's choice: up to 3.13 also -1, 2 + 3
# and (1, 2); from 3.14 only what is written as one constant.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_RETURN"]
HIDDEN = ("<module>", "watch")


def computed(x):
    return x + 1


def constant():
    return 5


def nothing():
    return


def negative():
    return -1


def folded():
    return 2 + 3


def display():
    return (1, 2)


def positions(code, offset):
    """Where an instruction starts and ends: line counted from the first line of the code, and column."""
    line, end_line, column, end_column = list(code.co_positions())[offset // 2]
    first = code.co_firstlineno
    return f"{line - first}:{column}", f"{end_line - first}:{end_column}"


def recorder(event):
    def record(code, offset, value):
        if code.co_name not in HIDDEN:
            start, end = positions(code, offset)
            print("   ", event, start, "to", end, repr(value))

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

watch(computed, 1)
watch(constant)
watch(nothing)
watch(negative)
watch(folded)
watch(display)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
