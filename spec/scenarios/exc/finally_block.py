# clauses: EXC-8 EXC-16
# level: lines

# A finally block on the way of an exception: EXCEPTION_HANDLED, the lines of the block, RERAISE at
# its last instruction. A return in it swallows the exception: no RERAISE, no PY_UNWIND. Without an
# exception the same lines run and there are no exception events.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "PY_RETURN", "RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def fails():
    try:
        raise KeyError("k")
    finally:
        x = 1
        y = 2


def works():
    try:
        x = 0
    finally:
        x = 1
        y = 2
    return y


def swallows():
    try:
        raise KeyError("k")
    finally:
        return 1


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

watch(fails)
watch(works)
watch(swallows)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
