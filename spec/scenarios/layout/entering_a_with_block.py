# clauses: LAYOUT-8
# level: lines
# behaviours: special_method_calls

# Entering a with block is a CALL since 3.14. Leaving it without an exception is one everywhere, of a
# bound method before 3.14 and of the function since.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


def show(name):
    def record(code, offset, callable, arg0):
        if code is block.__code__:
            argument = type(arg0).__name__ if arg0 is not monitoring.MISSING else "MISSING"
            print("  ", name, callable.__qualname__, type(callable).__name__, argument)

    return record


def block(manager):
    with manager:
        pass


monitoring.use_tool_id(TOOL, "layout")
for name in ("CALL", "C_RETURN"):
    monitoring.register_callback(TOOL, getattr(events, name), show(name))
monitoring.set_events(TOOL, events.CALL)
block(Manager())
monitoring.set_events(TOOL, 0)
for name in ("CALL", "C_RETURN"):
    monitoring.register_callback(TOOL, getattr(events, name), None)
monitoring.free_tool_id(TOOL)
