# clauses: STOP-3
# level: events

# The end of an iterator of a built-in type (list, range, dict, zip, iter with a sentinel) is
# silent: neither STOP_ITERATION nor RAISE in the frame with the loop.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["STOP_ITERATION", "RAISE", "EXCEPTION_HANDLED", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


def loops():
    for x in [1]:
        pass
    for x in range(1):
        pass
    for x in {1: 2}:
        pass
    for x in zip("a", "b"):
        pass
    for x in iter(int, 0):
        pass
    a, b = "ab"
    return [x for x in (1, 2)]


def delegates():
    yield from "ab"


def runs_generator():
    return list(delegates())


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
watch(runs_generator)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
