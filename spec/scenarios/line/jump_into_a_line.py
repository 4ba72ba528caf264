# clauses: LINE-11
# level: lines

# An instruction begins a line if its line is not that of the instruction before it in the code, if
# it can be jumped to, or if it is the entry of a handler. Such an instruction fires if what ran
# last in this frame was on another line, so it depends on the way that leads to it.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def conditional(x):
    a = (1 if x
        else 2)
    b = a
    return -b


def condition_over_lines(x, y):
    if (x and
            y):
        x = 1
    return x


def condition_on_one_line(x, y):
    if x and y: x = 1
    y = x
    return -y


def breaks(xs):
    for x in xs:
        if x: break
    else: x = 5
    return x


def record(code, line):
    if code.co_name not in HIDDEN:
        seen.append(f"+{line - code.co_firstlineno}")


def watch(function, *args):
    """Runs the function and prints its lines in the order of their events."""
    seen.clear()
    mon.set_events(TOOL, mon.events.LINE)
    try:
        function(*args)
    except Exception as error:
        seen.append(type(error).__name__)
    mon.set_events(TOOL, 0)
    print(function.__name__, *args, "->", *seen)


mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, mon.events.LINE, record)

watch(conditional, 1)
watch(conditional, 0)
watch(condition_over_lines, 0, 0)
watch(condition_over_lines, 1, 0)
watch(condition_over_lines, 1, 1)
watch(condition_on_one_line, 0, 0)
watch(condition_on_one_line, 1, 1)
watch(breaks, (0, 1))
watch(breaks, (0,))

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
