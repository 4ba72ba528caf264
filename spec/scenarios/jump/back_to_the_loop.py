# clauses: JUMP-1
# level: lines

# The jump back to the header of a loop is a JUMP: at the end of the body of a for loop, at
# continue, at the end of an arm of an if that ends the body.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
HIDDEN = ("<module>", "watch")


def for_loop(xs):
    for x in xs:
        a = x
    return 1


def continues(xs):
    for x in xs:
        if x:
            continue
        a = x
    return 1


def arms(xs):
    for x in xs:
        if x:
            a = 1
        else:
            a = 2
    return 1


def comprehension(xs):
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

watch(for_loop, (1, 2))
watch(continues, (0, 1))
watch(arms, (0, 1))
watch(comprehension, (1, 2))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
