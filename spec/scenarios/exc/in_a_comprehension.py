# clauses: EXC-11
# level: lines

# A comprehension is part of the function, and cleans up its loop variable when an exception leaves
# it: RAISE is followed by EXCEPTION_HANDLED and RERAISE of that cleanup before the exception
# reaches a handler of the function or leaves it.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def leaves(xs):
    return [1 / x for x in xs]


def caught(xs):
    try:
        return {x: 1 / x for x in xs}
    except ZeroDivisionError:
        return 0


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, offset, exception):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, line_of(code, offset), type(exception).__name__)

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

watch(leaves, (0,))
watch(caught, (0,))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
