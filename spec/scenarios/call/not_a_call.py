# clauses: CALL-2
# level: events

# What looks like work but is no call in the source fires no CALL: operators, attribute access,
# properties, iteration, subscripts, an f-string, `raise E` without parentheses, an import, __exit__
# when an exception leaves the with. The Python functions behind them still have their PY_START.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "CALL"]
HIDDEN = ("<module>", "watch")


class Thing:
    @property
    def size(self):
        return 1

    def __add__(self, other):
        return self

    def __getitem__(self, key):
        if key > 1:
            raise IndexError
        return key

    def __bool__(self):
        return True

    def __format__(self, form):
        return "thing"


def operators(thing):
    thing + thing
    not thing


def attributes(thing):
    thing.size


def subscripts(thing):
    thing[0]
    for x in thing:
        pass


def formats(thing):
    f"{thing}"


def raises():
    raise ValueError


def imports():
    import sys


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

thing = Thing()
watch(operators, thing)
watch(attributes, thing)
watch(subscripts, thing)
watch(formats, thing)
watch(raises)
watch(imports)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
