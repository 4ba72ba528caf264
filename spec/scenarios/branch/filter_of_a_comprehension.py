# clauses: BRANCH-17
# level: sides
# behaviours: branch_sides threaded_jump_takes_target_location

# The filter of a comprehension is a test that was turned round (BRANCH-12). In 3.12 it stands at
# the filter; from 3.13 it has the position of the element, as the jump that follows it has.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
EVENTS += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def filters(xs):
    return [x * 2 for x in xs if x]


def filters_of_a_dict(xs):
    return {x: 1 for x in xs if x}


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

watch(filters, (0, 1))
watch(filters_of_a_dict, (0, 1))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
