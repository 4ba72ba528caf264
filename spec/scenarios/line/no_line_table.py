# clauses: LINE-9
# level: events

# Code without line information fires no LINE event; other events are as always.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "PY_START", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


def has_lines():
    a = 1
    return a


def has_none():
    a = 1
    return a


has_none.__code__ = has_none.__code__.replace(co_linetable=b"")


def recorder(event):
    def record(code, *rest):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name)

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

watch(has_lines)
watch(has_none)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
