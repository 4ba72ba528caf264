# clauses: STOP-4
# level: events
# errata: for_over_generator_loses_stop_iteration

# A tool that has RAISE on and no event that instruments code: CPython tells it of the end of a generator that returns a value
# in a for loop, until the loop is specialised.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID


def generate(count, value):
    for number in range(count):
        yield number
    return value


def empty(value):
    for _ in generate(0, value):
        pass


def short(value):
    for _ in generate(3, value):
        pass


def comprehend(value):
    return [number for number in generate(0, value)]


WATCHED = {function.__code__ for function in (empty, short, comprehend)}


def on_raise(code, offset, exception):
    if code in WATCHED:
        print("  RAISE", code.co_name, exception.value)


monitoring.use_tool_id(TOOL, "raised")
monitoring.register_callback(TOOL, events.RAISE, on_raise)
for value in (0, None):
    for turn in range(4):
        print(value, turn)
        monitoring.set_events(TOOL, events.RAISE)
        empty(value)
        short(value)
        comprehend(value)
        monitoring.set_events(TOOL, 0)
monitoring.free_tool_id(TOOL)
