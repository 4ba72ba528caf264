# clauses: STOP-2
# level: order

# An iterator class whose __next__ raises StopIteration really raises: RAISE and PY_UNWIND in
# __next__, then RAISE in the frame with the for loop. The loop takes the exception without a
# handler, so no EXCEPTION_HANDLED answers that RAISE.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "PY_UNWIND", "PY_RETURN", "STOP_ITERATION"]
HIDDEN = ("<module>", "watch")


class Once:
    def __repr__(self):
        return "once"

    def __init__(self):
        self.left = 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.left:
            self.left = 0
            return "item"
        raise StopIteration("done")


def loops():
    for item in Once():
        pass


def asks():
    once = Once()
    next(once)
    try:
        next(once)
    except StopIteration:
        pass


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

watch(loops)
watch(asks)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
