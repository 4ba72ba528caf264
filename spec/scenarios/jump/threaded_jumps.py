# clauses: JUMP-8
# level: sides

# A jump that would lead to another jump goes to the final place at once, so that one event stands
# for the way. A continue or break keeps its own jump, as it has a line of its own.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "JUMP"]
HIDDEN = ("<module>", "watch")


def inner_arms(xs, y):
    for x in xs:
        if x:
            if y:
                a = 1
            else:
                a = 2
        else:
            a = 3
    return a


def continue_in_arm(xs):
    for x in xs:
        if x:
            continue
        else:
            x = 1
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

watch(inner_arms, (1,), 1)
watch(inner_arms, (1,), 0)
watch(inner_arms, (0,), 0)
watch(continue_in_arm, (1,))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
