# clauses: EXC-3 EXC-4
# level: lines

# EXCEPTION_HANDLED fires on the way into any handler, before it is known whether it takes the
# exception: an except of another type, a finally. If it does not, RERAISE follows at the last
# clause, and once more, without a line, from the cleanup that the compiler puts around each
# handler.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def other_type():
    try:
        raise KeyError("k")
    except ValueError:
        return 1


def two_types():
    try:
        raise KeyError("k")
    except ValueError:
        return 1
    except IndexError:
        return 2


def only_finally():
    try:
        raise KeyError("k")
    finally:
        x = 1


def second_matches():
    try:
        raise KeyError("k")
    except ValueError:
        return 1
    except KeyError:
        return 2


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            line = f"+{where - code.co_firstlineno}" if event == "LINE" else line_of(code, where)
            print("   ", event, code.co_name, line, *map(repr, details))

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

watch(other_type)
watch(two_types)
watch(only_finally)
watch(second_matches)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
