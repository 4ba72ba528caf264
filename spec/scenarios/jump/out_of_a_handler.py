# clauses: JUMP-5
# level: lines
# behaviours: cold_code_returns_silently

# Handlers are laid out behind the rest of the function. The way back from an except clause to what
# follows the try is a JUMP in 3.12, and silent from 3.13. Behind a with block whose exception is
# suppressed it is a JUMP in all versions. The end of a try block that raised nothing has none.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
HIDDEN = ("<module>", "watch")


def handles(x):
    try:
        a = 1 / x
    except ZeroDivisionError:
        a = 2
    b = -a
    c = -b
    return -c


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True

    def __repr__(self):
        return "manager"


def suppressed(manager):
    with manager:
        raise KeyError
    b = -1
    c = -b
    return -c


def place(code, offset):
    """Line (counted from the first line of the code) and column of an instruction."""
    line, _, column, _ = list(code.co_positions())[offset // 2]
    return "no line" if line is None else f"{line - code.co_firstlineno}:{column}"


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            print("   ", event, place(code, offset), "->", place(code, destination))

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

watch(handles, 1)
watch(handles, 0)
watch(suppressed, Manager())

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
