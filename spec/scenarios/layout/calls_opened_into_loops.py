# clauses: LAYOUT-14
# level: events
# behaviours: opened_generator_calls opened_display_calls

# any, all and tuple of a generator expression are loops in the calling code since 3.14, list and set
# since 3.15: no call of them shows.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


def show(code, offset, callable, arg0):
    if code in watched:
        print("   CALL", callable.__name__)


def tests(items):
    return any(item > 1 for item in items), all(item for item in items)


def displays(items):
    return tuple(i for i in items), list(i for i in items), set(i for i in items)


watched = {tests.__code__, displays.__code__}
monitoring.use_tool_id(TOOL, "layout")
monitoring.register_callback(TOOL, events.CALL, show)
for function in (tests, displays):
    print(function.__name__)
    monitoring.set_events(TOOL, events.CALL)
    result = function([1, 2])
    monitoring.set_events(TOOL, 0)
    print("  ", result)
monitoring.register_callback(TOOL, events.CALL, None)
monitoring.free_tool_id(TOOL)
