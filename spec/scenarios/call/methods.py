# clauses: CALL-5
# level: events

# For obj.method(x) the callable is the function that was found in the class and arg0 is the object,
# in a call with keywords too. Methods of built-in types are reported the same way: the descriptor
# of the type and the object.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


class Thing:
    def method(self, *args, **keywords):
        return self

    def __repr__(self):
        return "thing"


def calls(thing):
    thing.method()
    thing.method(1)
    thing.method(key=2)
    thing.method().method()


def built_in():
    [1, 2].count(1)
    "a b".split(sep=" ")


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

watch(calls, Thing())
watch(built_in)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
