# clauses: FIRE-PY-3
# level: events

# PY_RETURN has the value that is returned: None where no return statement is reached, and the value
# of a return in a finally block where that one replaces another value or an exception. The callback
# gets the object itself, not a copy.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_RETURN", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def falls_off():
    pass


def bare_return():
    return


def replaced():
    try:
        return 1
    finally:
        return 2


def swallows():
    try:
        raise ValueError
    finally:
        return 3


def gives_back(x):
    return x


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

watch(falls_off)
watch(bare_return)
watch(replaced)
watch(swallows)

given = ["the object"]
mon.register_callback(TOOL, mon.events.PY_RETURN, lambda code, offset, value: print("    same object:", value is given))
mon.set_local_events(TOOL, gives_back.__code__, mon.events.PY_RETURN)
print("gives_back")
gives_back(given)
mon.set_local_events(TOOL, gives_back.__code__, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
