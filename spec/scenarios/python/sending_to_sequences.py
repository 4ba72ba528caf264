# clauses: PYTHON-28
# level: events
# behaviours: sequences_iterate_themselves

# What a generator that delegates to a sequence says when a value is sent: RAISE has the AttributeError.
import sys

monitoring = sys.monitoring
TOOL = monitoring.PROFILER_ID


def delegate(items):
    yield from items


def on_raise(code, offset, exception):
    if code is delegate.__code__:
        print("RAISE", exception)


monitoring.use_tool_id(TOOL, "raised")
monitoring.register_callback(TOOL, monitoring.events.RAISE, on_raise)
monitoring.set_events(TOOL, monitoring.events.RAISE)
for items in ((1, 2), [1, 2], "ab", b"ab", {1: 2}, range(2), iter([1, 2])):
    generator = delegate(items)
    next(generator)
    try:
        generator.send(1)
    except AttributeError:
        pass


def delegate_to_list():
    yield from [
        1,
        2,
    ]


def delegate_to_set():
    yield from {
        1,
        2,
    }


def delegate_to_computed(first):
    yield from [
        first,
        2,
    ]


def on_line(code, line):
    if code in delegating:
        print("LINE", code.co_name, line - code.co_firstlineno)


delegating = {function.__code__ for function in (delegate_to_list, delegate_to_set, delegate_to_computed)}
monitoring.register_callback(TOOL, monitoring.events.LINE, on_line)
monitoring.set_events(TOOL, monitoring.events.LINE)
for generator in (delegate_to_list(), delegate_to_set(), delegate_to_computed(1), delegate("ab"), delegate({1: 2})):
    next(generator)
    print(type(generator.gi_yieldfrom).__name__)
    generator.close()
monitoring.set_events(TOOL, 0)
monitoring.free_tool_id(TOOL)
