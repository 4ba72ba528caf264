# clauses: CALL-14
# level: events
# behaviours: generator_takes_iterable

# A generator expression is called as soon as it stands, with its first iterable: up to 3.14 with
# the iterator of it, from 3.15 with the iterable itself. It has no C_RETURN.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def sums(xs):
    sum(x for x in xs)


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

watch(sums, [1, 2])

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
