# clauses: EXC-12
# level: lines

# PY_UNWIND has the offset of the instruction that raised last in the frame: the one of RAISE, or
# that of the RERAISE at the end of a handler, which is often cleanup without a line. The frame that
# handles the exception has no PY_UNWIND.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def directly():
    x = 1
    raise KeyError("k")


def from_a_handler():
    try:
        raise KeyError("k")
    except ValueError:
        pass


def handles():
    try:
        directly()
    except KeyError:
        return 1


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, offset, exception):
        if code.co_name not in HIDDEN:
            place[code.co_name, event] = offset
            print("   ", event, code.co_name, line_of(code, offset), repr(exception))

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

place = {}
for function in (directly, from_a_handler, handles):
    watch(function)
print("PY_UNWIND where RAISE was:", place["directly", "PY_UNWIND"] == place["directly", "RAISE"])
print("PY_UNWIND where RERAISE was:", place["from_a_handler", "PY_UNWIND"] == place["from_a_handler", "RERAISE"])

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
