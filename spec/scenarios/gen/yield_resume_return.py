# clauses: GEN-2
# level: order

# Each yield is a PY_YIELD with the value, each step after the first a PY_RESUME, the end a
# PY_RETURN with what the generator returns. send() resumes as next() does.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def numbers():
    got = yield 1
    got = yield got
    return "end"


def in_loop():
    for number in numbers():
        pass


def by_hand():
    generator = numbers()
    next(generator)
    generator.send("sent")
    next(generator, None)


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

watch(in_loop)
watch(by_hand)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
