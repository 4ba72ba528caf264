# clauses: GEN-13
# level: events
# behaviours: async_step_always_has_value

# The StopIteration that ends a step of an asynchronous generator carries the item: None is an argument like
# any other since 3.13, none at all in 3.12.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


async def items():
    yield None
    yield "item"


def step(iterator):
    """Run the iterator to its next item, and show how it tells the item."""
    try:
        iterator.__anext__().send(None)
    except StopIteration as end:
        print("the step ends with", end.args)


def on_raise(code, offset, exception):
    if code is step.__code__:
        print("RAISE", type(exception).__name__, exception.args)


monitoring.use_tool_id(TOOL, "steps")
monitoring.register_callback(TOOL, events.RAISE, on_raise)
monitoring.set_events(TOOL, events.RAISE)
iterator = items()
step(iterator)
step(iterator)
monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, events.RAISE, None)
monitoring.free_tool_id(TOOL)
