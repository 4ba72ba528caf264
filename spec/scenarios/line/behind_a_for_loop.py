# clauses: LINE-14
# level: lines
# errata: line_after_for_loop_is_lost

# The line behind a for loop fires when the loop has ended, like any other line. CPython from 3.14
# loses it where the code in front of the end of the loop has the same line: the copy of a small
# exit that the compiler makes for a break, or the element of a comprehension with two loops.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def first(xs):
    for x in xs:
        if x:
            break
    return 0


def first_with_body(xs):
    for x in xs:
        if x:
            a = x
            break
        a = 0
    return a


def without_break(xs):
    for x in xs:
        a = x
    return 0


def twice(xs):
    return [
        (x, y)
        for x in xs
        for y in xs
    ]


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

watch(first, (0,))
watch(first, (0, 1))
watch(first, ())
watch(first_with_body, (0,))
watch(first_with_body, (0, 1))
watch(without_break, (0,))
watch(twice, (1, 2))

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
