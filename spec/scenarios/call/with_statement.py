# clauses: CALL-13
# level: order
# behaviours: special_method_calls

# What a with statement calls. From 3.14 __enter__ and, on normal exit, __exit__ are calls like any
# other: CALL with the function and the manager. Before, __enter__ shows no CALL, and __exit__ is a
# bound method with None as arg0 and, though Python code, a C_RETURN. When an exception leaves the
# block the call of __exit__ shows no CALL in any version.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE", "PY_START", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return True


def normal(manager):
    with manager:
        pass


def exceptional(manager):
    with manager:
        raise KeyError


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

manager = Manager()
watch(normal, manager)
watch(exceptional, manager)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
