# clauses: CALL-17
# level: order

# A call of a Python function: CALL in the caller, then PY_START, the body's events and PY_RETURN in
# the callee, and the caller goes on. A failing one has PY_UNWIND in the callee, then RAISE in the
# caller; no C_RAISE.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE", "PY_START", "PY_RETURN", "RAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def callee(x):
    return 1 / x


def caller(x):
    callee(x)
    return "after"


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

watch(caller, 1)
watch(caller, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
