# clauses: CAPI-9 CAPI-15
# level: api
# needs: code_likes module _testcapi
# behaviours: exception_disable_raises
# errata: scope_exception_disable_raises

# DISABLE from RAISE and its like: up to 3.14 an error that removes the callback and ends the round;
# since 3.15 it takes the tool off the event in this scope.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
HIGH, LOW = 3, 1


def disabling(code, offset, exception):
    if code is emulated:
        print("   tool", HIGH)
        return monitoring.DISABLE


def keeping(code, offset, exception):
    if code is emulated:
        print("   tool", LOW)


for tool in (HIGH, LOW):
    monitoring.use_tool_id(tool, "scenario")
for name in ("PY_THROW", "RAISE", "RERAISE", "EXCEPTION_HANDLED", "PY_UNWIND"):
    event = getattr(E, name)
    emulated = _testcapi.CodeLike(1)
    monitoring.register_callback(HIGH, event, disabling)
    monitoring.register_callback(LOW, event, keeping)
    monitoring.set_events(HIGH, event)
    monitoring.set_events(LOW, event)
    _testcapi.monitoring_enter_scope(emulated, event.bit_length() - 1)
    print("set:", monitoring.get_events(HIGH) == event)
    monitoring.set_events(HIGH, 0)
    monitoring.set_events(LOW, 0)
    for turn in (1, 2):
        print(f"{name}, turn {turn}")
        try:
            getattr(_testcapi, "fire_event_" + name.lower())(emulated, 0, KeyError("key"))
        except ValueError as error:
            print("   ValueError:", error)
    _testcapi.monitoring_exit_scope()
    print("callback still there:", monitoring.register_callback(HIGH, event, None) is disabling)
    monitoring.register_callback(LOW, event, None)
for tool in (HIGH, LOW):
    monitoring.free_tool_id(tool)
