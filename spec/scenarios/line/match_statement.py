# clauses: LINE-15
# level: lines

# match fires its line with the subject, then each case that is tried, with the guard's line if it
# has one of its own, then the body of the one that matches.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def kinds(x):
    match x:
        case 1:
            a = "one"
        case [a, b] if a:
            a = b
        case str():
            a = "text"
        case {
            "k": a
        }:
            pass
        case _:
            a = "other"
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

watch(kinds, 1)
watch(kinds, [1, 2])
watch(kinds, [0, 2])
watch(kinds, "t")
watch(kinds, {"k": 3})
watch(kinds, None)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
