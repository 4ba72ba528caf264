# clauses: EXC-1 EXC-15
# level: order

# RAISE fires in each frame that an exception comes to: where it is raised, and in each caller, at
# the call. In each frame it is then either handled or leaves with PY_UNWIND. All these events have
# the same exception object.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


def raises():
    raise ValueError("v")


def passes_on():
    raises()


def handles():
    try:
        passes_on()
    except ValueError:
        return "handled"


def recorder(event):
    def record(code, offset, value):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, repr(value))
            if isinstance(value, Exception):
                objects.add(id(value))

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

objects = set()
watch(handles)
print("exception objects:", len(objects))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
