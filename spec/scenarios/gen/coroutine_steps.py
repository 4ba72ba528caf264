# clauses: GEN-2
# level: order

# A coroutine starts, yields, resumes and returns with the same events as a generator. What makes it
# yield is an object whose __await__ is a generator; each of the two frames has its own PY_YIELD and
# PY_RESUME.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


class Pause:
    def __await__(self):
        got = yield "pause"
        return got


async def waits():
    x = await Pause()
    return x + 1


def steps():
    coroutine = waits()
    coroutine.send(None)
    try:
        coroutine.send(41)
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

watch(steps)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
