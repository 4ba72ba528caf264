# clauses: GEN-13
# level: events
# behaviours: async_step_raises_stop_iteration async_step_always_has_value

# anext() with a default: the end of the iterator shows as the end of a step that gives the default, and the
# StopAsyncIteration of a generator fires nothing.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


async def items():
    yield "item"


class Items:
    """An iterator with a coroutine."""

    async def __anext__(self):
        raise StopAsyncIteration


async def awaits(iterator, *default):
    return await anext(iterator, *default)


def run(*arguments):
    """Await one item without a loop."""
    try:
        awaits(*arguments).send(None)
    except (StopIteration, StopAsyncIteration) as end:
        print(repr(end))


def recorder(name):
    def record(code, offset, exception):
        if code in (awaits.__code__, Items.__anext__.__code__):
            print(" ", code.co_name, name, type(exception).__name__, exception.args)

    return record


monitoring.use_tool_id(TOOL, "steps")
shown = ("RAISE", "RERAISE", "STOP_ITERATION", "PY_UNWIND", "EXCEPTION_HANDLED")
for name in shown:
    monitoring.register_callback(TOOL, getattr(events, name), recorder(name))
monitoring.set_events(TOOL, sum(getattr(events, name) for name in shown))
generator = items()
run(generator, "default")
run(generator, "default")
run(generator, None)
run(generator)
run(Items(), "default")
run(Items(), None)
step = anext(items(), "default")
print(type(step).__name__, step.__await__() is step)
try:
    step.throw(StopAsyncIteration)
except StopIteration as end:
    print("thrown in:", end.value)
monitoring.set_events(TOOL, 0)
for name in shown:
    monitoring.register_callback(TOOL, getattr(events, name), None)
monitoring.free_tool_id(TOOL)
