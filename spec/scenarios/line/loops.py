# clauses: LINE-3
# level: lines

# The header of a loop is a line of every round: the for line before each item and once more when
# there is none, the while line for each test. An else clause of the loop has no line of its own,
# its body has.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def for_loop(xs):
    for x in xs:
        a = x
    return 1


def while_loop(n):
    while n:
        n -= 1
    return n


def with_else(xs):
    for x in xs:
        a = x
    else:
        a = 0
    return a


def with_continue(n):
    while n:
        n -= 1
        if n:
            continue
        n = 0
    return n


def endless(n):
    while True:
        n -= 1
        if not n:
            break
    return n


def nested(n):
    for i in range(n):
        for j in range(i):
            a = j


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

watch(for_loop, ())
watch(for_loop, (1, 2))
watch(while_loop, 0)
watch(while_loop, 2)
watch(with_else, (1,))
watch(with_continue, 2)
watch(endless, 2)
watch(nested, 2)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
