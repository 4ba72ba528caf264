# clauses: STOP-1 STOP-5 STOP-6
# level: events
# errata: stop_iteration_unpacks_tuple

# Where a generator that `yield from` or await runs returns, no exception is raised; STOP_ITERATION
# shows the StopIteration that would have carried the value. RAISE does not fire besides. A value
# that is a StopIteration itself is passed as it is. CPython unpacks a tuple into several arguments,
# so that the value of the exception is the first item only.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["STOP_ITERATION", "RAISE"]
HIDDEN = ("<module>", "watch", "runs_coroutine", "runs_generator")


def returns(value):
    return value
    yield


def delegates(value):
    got = yield from returns(value)
    results.append(got is value)


class Waits:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return returns(self.value)


async def awaits(value):
    await Waits(value)


def runs_coroutine(value):
    try:
        awaits(value).send(None)
    except StopIteration:
        pass


def runs_generator(value):
    next(delegates(value), None)


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(repr, details))

    return record


def watch(function, value):
    """Runs the function and prints its events."""
    print(function.__name__, repr(value))
    mon.set_events(TOOL, MASK)
    function(value)
    mon.set_events(TOOL, 0)


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

results = []
for value in (None, 5, [1, 2], (1, 2), (), StopIteration("mine"), ValueError("returned")):
    watch(runs_generator, value)
    watch(runs_coroutine, value)
print("values came through:", all(results))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
