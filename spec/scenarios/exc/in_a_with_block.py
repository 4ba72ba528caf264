# clauses: EXC-7
# level: lines

# An exception that leaves a with block: EXCEPTION_HANDLED at the line of the with, LINE of it, then
# __exit__ runs. If it returns a true value the function goes on behind the block, else RERAISE at
# the with, and the cleanup pair without a line.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "PY_START", "PY_RETURN", "RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


class Manager:
    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return self.suppress

    def __repr__(self):
        return f"Manager({self.suppress})"


def uses(manager):
    with manager:
        x = 1
        raise KeyError("k")
    return "behind"


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

watch(uses, Manager(True))
watch(uses, Manager(False))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
