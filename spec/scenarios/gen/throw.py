# clauses: GEN-5
# level: order

# throw() resumes a generator with PY_THROW, not PY_RESUME. The exception is then raised at the
# yield: RAISE, and EXCEPTION_HANDLED if a try there takes it.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "RAISE",
    "EXCEPTION_HANDLED", "RERAISE",
]
HIDDEN = ("<module>", "watch")


def catches():
    try:
        yield 1
    except KeyError:
        yield 2


def does_not_catch():
    yield 1


def into_handler():
    generator = catches()
    next(generator)
    generator.throw(KeyError("k"))
    next(generator, None)


def into_plain():
    generator = does_not_catch()
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

watch(into_handler)
watch(into_plain)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
