# clauses: EXC-4 EXC-5
# level: lines

# A bare `raise` in a handler is RERAISE. Raising anything by name is RAISE, also an exception that
# was caught or saved before. Either way the cleanup of the handler takes the exception and raises
# it again: one pair of EXCEPTION_HANDLED and RERAISE, two if the handler has bound the exception to
# a name.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def bare():
    try:
        raise KeyError("k")
    except KeyError:
        raise


def bare_with_name():
    try:
        raise KeyError("k")
    except KeyError as error:
        raise


def by_name():
    try:
        raise KeyError("k")
    except KeyError as error:
        raise error


def another():
    try:
        raise KeyError("k")
    except KeyError:
        raise ValueError("v")


def chained():
    try:
        raise KeyError("k")
    except KeyError as error:
        raise ValueError("v") from error


def saved():
    try:
        raise KeyError("k")
    except KeyError as error:
        keep = error
    raise keep


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

watch(bare)
watch(bare_with_name)
watch(by_name)
watch(another)
watch(chained)
watch(saved)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
