# clauses: CAPI-7
# level: api
# needs: code_likes module _testcapi

# What a Fire function of STOP_ITERATION is given becomes the argument of a new StopIteration, unless
# it is one: then it is passed on as it is.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
emulated = _testcapi.CodeLike(1)
own = StopIteration("own")


def callback(code, offset, exception):
    if code is emulated:
        print("  ", repr(exception), "the same object" if exception is own else "")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.STOP_ITERATION, callback)
monitoring.set_events(TOOL, E.STOP_ITERATION)
_testcapi.monitoring_enter_scope(emulated, E.STOP_ITERATION.bit_length() - 1)
monitoring.set_events(TOOL, 0)
for value in (5, "text", None, [1, 2], own, ValueError("another exception")):
    print(repr(value))
    _testcapi.fire_event_stop_iteration(emulated, 0, value)
_testcapi.monitoring_exit_scope()
monitoring.register_callback(TOOL, E.STOP_ITERATION, None)
monitoring.free_tool_id(TOOL)
