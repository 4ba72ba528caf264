# clauses: LINE-4
# level: lines

# A loop that is written on one line fires LINE once, however often it runs: the jump back ends on
# the line that it came from.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def for_loop(xs):
    for x in xs: a = x
    return 1


def while_loop(n):
    while n: n -= 1
    return n


def comprehension(xs):
    return [x * 2 for x in xs]


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

watch(for_loop, (1, 2, 3))
watch(while_loop, 3)
watch(comprehension, (1, 2, 3))

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
