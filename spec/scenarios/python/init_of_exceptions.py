# clauses: PYTHON-26
# level: events
# behaviours: exceptions_repeat_init

# Which __init__ a derived exception calls: its base's own, or the one that all have in common.
import sys

monitoring = sys.monitoring
TOOL = monitoring.PROFILER_ID


class Refused(ValueError):
    def __init__(self, reason):
        super().__init__(reason)


class Missing(KeyError):
    def __init__(self, key):
        KeyError.__init__(self, key)


class Finished(StopIteration):
    def __init__(self):
        super().__init__(5)


def on_call(code, offset, callable, arg0):
    print("   ", callable.__qualname__)


monitoring.use_tool_id(TOOL, "calls")
monitoring.register_callback(TOOL, monitoring.events.CALL, on_call)
for kind in (Refused, Missing, Finished):
    monitoring.set_local_events(TOOL, kind.__init__.__code__, monitoring.events.CALL)

print(Refused("no").args)
print(Missing("key").args)
print(Finished().value)
monitoring.free_tool_id(TOOL)
