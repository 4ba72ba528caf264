# clauses: GEN-16
# level: order
# behaviours: close_throws_if_watched
# errata: generator_close_is_silent

# From 3.14 a generator that is suspended outside of any try or with is closed without running it,
# if no tool listens to PY_UNWIND: then PY_THROW and RAISE do not fire either. With a try around the
# yield the exception is thrown whoever listens. (CPython 3.13 does not run it even if a tool does
# listen: GEN-6.)
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_THROW", "PY_YIELD", "RAISE", "EXCEPTION_HANDLED", "RERAISE"]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1
    yield 2


def closes():
    generator = numbers()
    next(generator)
    generator.close()


def guarded():
    try:
        yield 1
    finally:
        done = True


def closes_guarded():
    generator = guarded()
    next(generator)
    generator.close()


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

watch(closes)
watch(closes_guarded)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
