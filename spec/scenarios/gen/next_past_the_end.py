# clauses: GEN-3
# level: order

# next() and send() on a generator that ends raise a real StopIteration in the caller, with the
# returned value: C_RAISE for the call, then RAISE and what becomes of it. There is no
# STOP_ITERATION, as the exception is visible.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_RETURN", "STOP_ITERATION", "RAISE", "EXCEPTION_HANDLED", "CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1
    return "end"


def asks():
    generator = numbers()
    next(generator)
    try:
        next(generator)
    except StopIteration as stop:
        return stop.value


def sends():
    generator = numbers()
    next(generator)
    try:
        generator.send(None)
    except StopIteration:
        pass


def asks_with_default():
    generator = numbers()
    next(generator)
    return next(generator, "default")


def recorder(event):
    def record(code, offset, value, *arg0):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, value.__name__ if arg0 else repr(value))

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

watch(asks)
watch(sends)
watch(asks_with_default)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
