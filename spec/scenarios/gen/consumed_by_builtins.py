# clauses: GEN-4
# level: order

# When a built-in function or an unpacking exhausts a generator, its end is an affair between the
# two: the frame that called has no STOP_ITERATION, no RAISE and no C_RAISE.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_RETURN", "STOP_ITERATION", "RAISE", "EXCEPTION_HANDLED", "CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1
    yield 2


def consumes():
    list(numbers())
    sum(numbers())
    a, b = numbers()
    [*numbers()]
    3 in numbers()


def show(value):
    """Functions and classes by name, plain values by repr, everything else by type."""
    if value is mon.MISSING:
        return "MISSING"
    if isinstance(value, (type(None), int, str, tuple, list, dict)):
        return repr(value)
    return getattr(value, "__qualname__", None) or f"<{type(value).__name__}>"


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(show, details))

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

watch(consumes)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
