# clauses: FIRE-PY-2
# level: order

# When the arguments of a call do not fit the function, the function never starts: no PY_START, no
# PY_UNWIND and no C_RAISE for it. The caller has CALL and RAISE.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_UNWIND", "PY_RETURN", "CALL", "C_RETURN", "C_RAISE", "RAISE"]
HIDDEN = ("<module>", "watch")


def two(a, b):
    return a + b


def too_few():
    two(1)


def unknown_keyword():
    two(1, c=2)


def fits():
    two(1, 2)


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

watch(too_few)
watch(unknown_keyword)
watch(fits)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
