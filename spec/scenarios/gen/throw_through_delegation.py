# clauses: GEN-10
# level: order

# An exception thrown into a generator that waits in `yield from` goes to the inner one first. Only
# when it comes out there is it thrown in the outer one: PY_THROW and RAISE with the same exception,
# at the `yield from`, whose cleanup takes it and raises it again.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "RAISE",
    "EXCEPTION_HANDLED", "RERAISE",
]
HIDDEN = ("<module>", "watch", "throws")


def inner():
    yield 1


def outer():
    yield from inner()


def throws():
    generator = outer()
    next(generator)
    generator.throw(KeyError("k"))


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

watch(throws)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
