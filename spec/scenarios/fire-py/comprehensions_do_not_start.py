# clauses: FIRE-PY-5
# level: order
# behaviours: opened_generator_calls opened_display_calls generator_takes_iterable

# A list, set or dict comprehension is part of the function that it stands in: no call, no PY_START,
# no PY_RETURN of its own. A generator expression is code of its own, started by who iterates over
# it. Some calls with a generator expression are opened by the compiler into a loop: no CALL of them
# is seen.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RETURN", "PY_YIELD", "CALL"]
HIDDEN = ("<module>", "watch")


def comprehensions(xs):
    return [x for x in xs], {x for x in xs}, {x: x for x in xs}


def opened(xs):
    any(x for x in xs)
    all(x for x in xs)
    tuple(x for x in xs)


def opened_later(xs):
    list(x for x in xs)
    set(x for x in xs)


def called(xs):
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
    print(function.__name__, *args)
    mon.set_events(TOOL, MASK)
    function(*args)
    mon.set_events(TOOL, 0)


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

watch(comprehensions, (1,))
watch(opened, (1,))
watch(opened_later, (1,))
watch(called, (1,))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
