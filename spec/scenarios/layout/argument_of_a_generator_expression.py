# clauses: LAYOUT-13
# level: events
# behaviours: generator_takes_iterable

# A generator expression is a call. What it is handed is the iterator of its first `for`, since 3.15
# the iterable itself.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


def show(code, offset, callable, arg0):
    if code is make.__code__:
        print("CALL", callable.__name__, type(arg0).__name__)


def make(items):
    return (item for item in items)


monitoring.use_tool_id(TOOL, "layout")
monitoring.register_callback(TOOL, events.CALL, show)
monitoring.set_events(TOOL, events.CALL)
generator = make([1, 2])
monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, events.CALL, None)
monitoring.free_tool_id(TOOL)
print(list(generator))
