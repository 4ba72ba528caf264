# clauses: PYTHON-23
# level: order
# behaviours: locals_die_last_first

# Whose __del__ runs first when a frame ends: by return, by an exception, as a generator, out of a loop.
import sys

monitoring = sys.monitoring
TOOL = monitoring.PROFILER_ID


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("   ", self.name, "dies")


def returns(parameter):
    first = Named("first")
    second = Named("second")
    return 1


def raises(parameter):
    first = Named("first")
    pair = [Named("in a list"), Named("behind it")]
    raise ValueError


def generates(parameter):
    first = Named("first")
    second = Named("second")
    yield 1


def leaves_a_loop(parameter):
    first = Named("first")
    for item in [Named("item"), Named("next item")]:
        return item.name


def has_cells(parameter):
    shared = Named("shared")
    own = Named("own")

    def inner():
        return shared

    return 1


def started(code, offset):
    if code is Named.__del__.__code__:
        print("    PY_START", code.co_name)


monitoring.use_tool_id(TOOL, "order")
monitoring.register_callback(TOOL, monitoring.events.PY_START, started)
monitoring.set_local_events(TOOL, Named.__del__.__code__, monitoring.events.PY_START)
for function in (returns, raises, generates, leaves_a_loop, has_cells):
    print(function.__name__)
    try:
        result = function(Named("parameter"))
        if function is generates:
            next(result)
        result = None
    except ValueError:
        pass

# A frame that outlives its call lets go when it is cleared.
print("frame.clear")
try:
    raises(Named("parameter"))
except ValueError as error:
    error.__traceback__.tb_next.tb_frame.clear()
    print("    cleared")
monitoring.set_local_events(TOOL, Named.__del__.__code__, 0)
monitoring.register_callback(TOOL, monitoring.events.PY_START, None)
monitoring.free_tool_id(TOOL)
