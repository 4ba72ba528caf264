# clauses: CAPI-6 CAPI-14
# level: api
# needs: code_likes module _testcapi
# behaviours: branch_sides

# The Fire functions of exceptions report the current exception. Without one (here None) they fail and
# call nobody; but if no tool has the event on, nothing is looked at. The message has the event's id.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def callback(code, offset, exception):
    if code is emulated:
        print("   called with", repr(exception))


def fire(name, exception):
    try:
        getattr(_testcapi, "fire_event_" + name.lower())(emulated, 0, exception)
        print("   success")
    except ValueError as error:
        print("   ValueError:", error)


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_THROW", "RAISE", "RERAISE", "EXCEPTION_HANDLED", "PY_UNWIND"):
    event = getattr(E, name)
    emulated = _testcapi.CodeLike(1)
    monitoring.register_callback(TOOL, event, callback)
    print(name, "off")
    _testcapi.monitoring_enter_scope(emulated, event.bit_length() - 1)
    fire(name, None)
    _testcapi.monitoring_exit_scope()
    print(name, "on")
    monitoring.set_events(TOOL, event)
    _testcapi.monitoring_enter_scope(emulated, event.bit_length() - 1)
    monitoring.set_events(TOOL, 0)
    fire(name, None)
    fire(name, KeyError("key"))
    _testcapi.monitoring_exit_scope()
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
