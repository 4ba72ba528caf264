# clauses: FIRE-PY-4 FIRE-PY-7
# level: order

# While the events stay as they are, each PY_START, PY_RESUME and PY_THROW of a frame is ended by
# exactly one PY_RETURN, PY_YIELD or PY_UNWIND of it. A tool can keep a stack: what begins is
# pushed, what ends is popped. PY_UNWIND, with the exception, stands for PY_RETURN where an
# exception leaves the function.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def fails():
    raise ValueError("out")


def handles():
    try:
        fails()
    except ValueError:
        return "handled"


def numbers():
    try:
        yield 1
        yield 2
    except KeyError:
        yield "thrown in"


def steps():
    generator = numbers()
    next(generator)
    next(generator)
    generator.throw(KeyError("k"))
    list(generator)


def passes_on():
    fails()


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(repr, details))

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
watch(steps)
watch(passes_on)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
