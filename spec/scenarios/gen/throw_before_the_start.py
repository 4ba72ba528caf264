# clauses: GEN-14
# level: lines

# throw() into a generator that has not started: PY_THROW without a PY_START before it, then RAISE,
# both at the line of the def, and the exception leaves with PY_UNWIND. No line of the body runs.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "LINE", "RAISE"]
HIDDEN = ("<module>", "watch", "throws")


def numbers():
    x = 1
    yield x


def throws():
    numbers().throw(KeyError("k"))


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

watch(throws)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
