# clauses: JUMP-4
# level: lines

# A jump to code that leaves the function and is only a few instructions long is replaced by a copy
# of that code: there is no JUMP, but the lines are the same, as each copy has them. Where the code
# is longer the JUMP is there.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "JUMP"]
HIDDEN = ("<module>", "watch")


def small(x):
    if x:
        a = 1
    else:
        a = 2
    return a


def long(x):
    if x:
        a = 1
    else:
        a = 2
    b = -a
    c = -b
    return -c


def breaks(xs):
    for x in xs:
        if x:
            break
        x = 2
    return x


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

watch(small, 1)
watch(small, 0)
watch(long, 1)
watch(long, 0)
watch(breaks, (1,))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
