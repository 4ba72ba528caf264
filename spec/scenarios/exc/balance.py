# clauses: EXC-6
# level: events

# In each frame RAISE and RERAISE together are as many as EXCEPTION_HANDLED and PY_UNWIND together:
# what is raised is handled or leaves. The exception is the StopIteration of an iterator written in
# Python, which a for loop takes silently.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def raises():
    raise KeyError("k")


def cleans_up():
    try:
        raises()
    finally:
        x = 1


def nested():
    try:
        try:
            cleans_up()
        except ValueError:
            pass
        finally:
            x = 1
    except KeyError as error:
        try:
            raise ValueError("v") from error
        except (IndexError, ValueError):
            return 1


class Empty:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


def loops():
    for x in Empty():
        pass


counts = {}


def recorder(event):
    def record(code, offset, exception):
        if code.co_name not in HIDDEN:
            count = counts.setdefault(code.co_name, [0, 0])
            count[event in ("EXCEPTION_HANDLED", "PY_UNWIND")] += 1

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

watch(nested)
for name, (raised, taken) in sorted(counts.items()):
    print(name, "raised", raised, "taken", taken)
counts.clear()
watch(loops)
for name, (raised, taken) in sorted(counts.items()):
    print(name, "raised", raised, "taken", taken)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
