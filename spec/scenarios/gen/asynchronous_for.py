# clauses: GEN-13
# level: order
# behaviours: async_step_raises_stop_iteration

# `async for` over an asynchronous generator: each item is a PY_YIELD there; up to 3.14 the frame
# that awaits it has a RAISE of StopIteration with the item, which nothing handles, from 3.15 it has
# none. The end is a StopAsyncIteration that is raised and handled in the consumer.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "RAISE",
    "EXCEPTION_HANDLED", "RERAISE", "STOP_ITERATION",
]
HIDDEN = ("<module>", "watch", "runs")


async def items():
    yield "first"
    yield "second"


async def takes_all():
    async for item in items():
        pass


def runs():
    try:
        takes_all().send(None)
    except StopIteration:
        pass


def recorder(event):
    def record(code, offset, *details):
        if code.co_name not in HIDDEN:
            shown = [repr(x) for x in details if isinstance(x, Exception)]
            print("   ", event, code.co_name, *shown)

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

watch(runs)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
