# clauses: GEN-17
# level: order

# close() of a generator that has not started, that has ended or that is closed already fires
# nothing in the generator; only the call of close() itself is seen.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "RAISE",
    "EXCEPTION_HANDLED", "RERAISE", "CALL", "C_RETURN", "C_RAISE",
]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1


def closes_unstarted():
    numbers().close()


def closes_ended():
    generator = numbers()
    list(generator)
    generator.close()
    generator.close()


def recorder(event):
    def record(code, offset, *details):
        if code.co_name not in HIDDEN:
            callable = details[0].__name__ if "C" == event[0] else ""
            print("   ", event, code.co_name, callable)

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

watch(closes_unstarted)
watch(closes_ended)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
