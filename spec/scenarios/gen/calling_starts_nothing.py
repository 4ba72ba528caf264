# clauses: GEN-1
# level: order

# Calling a generator function, coroutine function or asynchronous generator function only makes the
# object: CALL fires, but no PY_START and no C_RETURN. PY_START comes with the first step.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_YIELD", "PY_RETURN", "CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1


async def answer():
    return 42


async def items():
    yield 1


def makes_all():
    numbers()
    coroutine = answer()
    items()
    coroutine.close()


def first_step():
    return next(numbers())


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

watch(makes_all)
watch(first_step)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
