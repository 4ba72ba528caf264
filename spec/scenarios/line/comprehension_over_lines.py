# clauses: LINE-10
# level: lines

# A comprehension over several lines fires the line of its iterable, then for each item those of the
# target, the filter and the element, in the order in which they run. Where it ends, at the end of
# the statement, is the compiler's layout.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def plain(xs):
    a = [
        x * 2
        for x in
        xs
    ]
    return a


def filtered(xs):
    a = {
        x:
        x * 2
        for x in xs
        if x
    }
    return a


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

watch(plain, (1, 2))
watch(filtered, (0, 1))

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
