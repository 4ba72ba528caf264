# clauses: CALL-12
# level: order

# A built-in function that calls Python code returns after it: CALL, the events of the Python
# function, C_RETURN. If the function raises: PY_UNWIND there, then C_RAISE and RAISE in the caller.
# An exception that the C code swallows leads to C_RETURN.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE", "PY_START", "PY_RETURN", "RAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def negate(x):
    return -x


def fails(x):
    raise ValueError("failed")


class Thing:
    @property
    def attribute(self):
        raise AttributeError("no")


def sorts():
    sorted([1], key=negate)


def sorts_badly():
    sorted([1], key=fails)


def asks(thing):
    hasattr(thing, "attribute")
    getattr(thing, "attribute", None)


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
    print(function.__name__)
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

watch(sorts)
watch(sorts_badly)
watch(asks, Thing())

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
