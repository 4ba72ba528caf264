# clauses: CALL-3 CALL-4
# level: events

# The callback gets the first positional argument; MISSING if the call has no arguments. If there
# are only keyword arguments, CPython gives it the value of the first keyword, unless they come from
# a dictionary.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def f(*args, **keywords):
    return args


def positional():
    f(1)
    f(2, 1)
    f(3, key=1)
    f(*[4, 1])
    f(None)


def missing():
    f()
    f(*[])
    dict()


def keywords():
    f(key=5, other=6)
    dict(key=7)


def unpacked_keywords():
    f(**{"key": 8})
    f(*[9], **{"key": 10})


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

watch(positional)
watch(missing)
watch(keywords)
watch(unpacked_keywords)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
