# clauses: FIRE-PY-6
# level: events

# When a callback of PY_START, PY_RETURN, PY_YIELD, PY_RESUME or PY_UNWIND runs, the frame of the
# function that the event is about is the caller of the callback, with its arguments and variables
# as they are.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def doubles(x):
    y = x * 2
    return y


def counts(n):
    while n:
        yield n
        n -= 1


def fails(x):
    x += 1
    raise ValueError


def uses_all():
    doubles(5)
    list(counts(2))
    try:
        fails(7)
    except ValueError:
        pass


def recorder(event):
    def record(code, offset, *value):
        if code.co_name not in HIDDEN:
            frame = sys._getframe(1)
            print("   ", event, code.co_name, frame.f_code is code, dict(frame.f_locals))

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

watch(uses_all)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
