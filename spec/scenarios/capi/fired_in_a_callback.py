# clauses: CAPI-13
# level: order
# needs: code_likes module _testcapi
# errata: scope_fires_in_callbacks

# While a callback runs events are off: for Python code that it calls, and for an emulator that it
# calls. The emulator here fires from its own callback, then from that of a Python function.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
emulated = _testcapi.CodeLike(1)


def helper():
    pass


def watched():
    pass


def callback(code, offset):
    global depth
    if code not in (emulated, helper.__code__, watched.__code__):
        return
    depth += 1
    print("   " * depth + ("the code-like" if code is emulated else code.co_name))
    helper()
    if depth < 3:
        _testcapi.fire_event_py_start(emulated, 0)
    depth -= 1


depth = 0
monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, callback)
monitoring.set_events(TOOL, E.PY_START)
_testcapi.monitoring_enter_scope(emulated, E.PY_START.bit_length() - 1)

print("an event of the emulator")
_testcapi.fire_event_py_start(emulated, 0)
print("an event of a function")
watched()

_testcapi.monitoring_exit_scope()
monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
