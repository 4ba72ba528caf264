# clauses: CALL-8 CALL-15
# level: events

# CALL fires before the call and C_RETURN after it, both with the same objects: the list that is
# appended to is empty at CALL and has the item at C_RETURN. Where the call fails it is C_RAISE
# instead, never both.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def appends(items):
    items.append("new")


def fails(items):
    items.remove("not there")


def recorder(event):
    def record(code, offset, callable, arg0):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, callable.__qualname__, arg0, arg0 is items)

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

items = []
watch(appends, items)
watch(fails, items)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
