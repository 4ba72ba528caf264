# clauses: ERR-13
# level: order

# StopIteration must not leave a generator as an exception, and a callback makes no difference: it
# becomes RuntimeError. In a plain function StopIteration is what comes out.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def function():
    return 1


def generator():
    yield 1


def on_line(code, line):
    raise StopIteration("from the callback")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, on_line)
for watched, run in ((function, function), (generator, lambda: next(generator())), (generator, lambda: list(generator()))):
    monitoring.set_local_events(TOOL, watched.__code__, E.LINE)
    try:
        result = run()
    except Exception as error:
        result = f"{error!r}, cause {error.__cause__!r}"
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    print(f"{watched.__name__}: {result}")

monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
