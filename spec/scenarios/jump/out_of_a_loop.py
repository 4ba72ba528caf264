# clauses: JUMP-6
# level: sides

# break has its line, and a JUMP only if what follows the loop is neither next in the code nor short
# enough to be copied. The else clause of a loop is entered by the branch that ends the loop,
# without a JUMP.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "JUMP"]
HIDDEN = ("<module>", "watch")


def short_exit(xs):
    for x in xs:
        if x:
            break
        x = 1
    return x


def long_exit(xs):
    for x in xs:
        if x:
            break
        x = 1
    a = -x
    b = -a
    return -b


def with_else(xs):
    for x in xs:
        if x:
            break
        x = 1
    else:
        x = 2
    a = -x
    b = -a
    return -b


def place(code, offset):
    """Line (counted from the first line of the code) and column of an instruction."""
    line, _, column, _ = list(code.co_positions())[offset // 2]
    return "no line" if line is None else f"{line - code.co_firstlineno}:{column}"


def recorder(event):
    def record(code, where, *details):
        if code.co_name in HIDDEN:
            return
        if event == "LINE":
            print("   ", event, where - code.co_firstlineno)
        elif event == "JUMP" or event.startswith("BRANCH"):
            print("   ", event, place(code, where), "->", place(code, details[0]))
        else:
            print("   ", event, place(code, where))

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

watch(short_exit, (1,))
watch(long_exit, (1,))
watch(with_else, (1,))
watch(with_else, (0,))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
