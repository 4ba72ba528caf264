# clauses: GEN-12
# level: events
# errata: async_generator_yield_is_wrapped

# PY_YIELD has the value that is yielded, in an asynchronous generator too. CPython passes the
# wrapper in which its interpreter hands the value on to the awaiting side.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_YIELD"]
HIDDEN = ("<module>", "watch")


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
    def record(code, offset, value):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, type(value).__name__, value if type(value) is str else "")

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
