# clauses: GEN-6
# level: order
# errata: generator_close_is_silent

# close() of a generator that is suspended throws GeneratorExit into it: PY_THROW, then RAISE and so
# on as for any exception that nothing handles (the hidden handler of each generator takes it and
# raises it again). close() itself succeeds. CPython 3.13 skips all of it when no try or with is
# around the yield.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "RAISE",
    "EXCEPTION_HANDLED", "RERAISE",
]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1
    yield 2


def closes():
    generator = numbers()
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

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
