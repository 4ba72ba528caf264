# clauses: EXC-2
# level: lines

# Raised and handled in one frame: RAISE at the instruction that raised, EXCEPTION_HANDLED at the
# entry of the handler, which has no line, then LINE of the except clause. There is no PY_UNWIND.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def handles():
    try:
        x = 1
        raise ValueError("v")
        x = 2
    except ValueError:
        x = 3
    return x


def bare(x):
    try:
        x = 1 / x
    except:
        x = 3
    return x


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, where, *exception):
        if code.co_name not in HIDDEN:
            line = f"+{where - code.co_firstlineno}" if event == "LINE" else line_of(code, where)
            print("   ", event, code.co_name, line, *[type(e).__name__ for e in exception])

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

watch(handles)
watch(bare, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
