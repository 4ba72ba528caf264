# clauses: CAPI-7 STOP-1
# level: api
# needs: code_likes module _testcapi
# errata: stop_iteration_unpacks_tuple

# A tuple is one value as any other: the new StopIteration has it as its one argument.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
emulated = _testcapi.CodeLike(1)


def callback(code, offset, exception):
    if code is emulated:
        print("  ", len(exception.args), "argument(s), the value is", exception.value)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.STOP_ITERATION, callback)
monitoring.set_events(TOOL, E.STOP_ITERATION)
_testcapi.monitoring_enter_scope(emulated, E.STOP_ITERATION.bit_length() - 1)
monitoring.set_events(TOOL, 0)
for value in ((1, 2), (3,), ()):
    print(value)
    _testcapi.fire_event_stop_iteration(emulated, 0, value)
_testcapi.monitoring_exit_scope()
monitoring.register_callback(TOOL, E.STOP_ITERATION, None)
monitoring.free_tool_id(TOOL)
