# clauses: JUMP-2
# level: lines

# The end of an if arm jumps over the arms behind it: JUMP, with the position of the arm's last
# instruction, to what follows. The last arm runs into it without a JUMP. The same holds for a
# conditional expression.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
HIDDEN = ("<module>", "watch")


def two_arms(x):
    if x:
        a = 1
    else:
        a = 2
    b = -a
    c = -b
    return -c


def three_arms(x):
    if x == 1:
        a = 1
    elif x == 2:
        a = 2
    else:
        a = 3
    b = -a
    c = -b
    return -c


def expression(x):
    a = (1 if x else 2) + 1
    b = -a
    return -b


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

watch(two_arms, 1)
watch(two_arms, 0)
watch(three_arms, 1)
watch(three_arms, 2)
watch(three_arms, 3)
watch(expression, 1)
watch(expression, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
