# clauses: CAPI-3
# level: events
# needs: code_likes module _testcapi

# Which tools have an event on is asked when the scope is entered. What set_events changes after that,
# on or off, is seen at the next entry.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
PY_START = E.PY_START.bit_length() - 1
emulated = _testcapi.CodeLike(1)


def callback(code, offset):
    if code is emulated:
        print("   called")


def fire(title):
    print(title)
    _testcapi.fire_event_py_start(emulated, 0)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, callback)

_testcapi.monitoring_enter_scope(emulated, PY_START)
fire("entered while off")
monitoring.set_events(TOOL, E.PY_START)
fire("turned on in the scope")
_testcapi.monitoring_exit_scope()

_testcapi.monitoring_enter_scope(emulated, PY_START)
fire("entered while on")
monitoring.set_events(TOOL, 0)
fire("turned off in the scope")
_testcapi.monitoring_exit_scope()

_testcapi.monitoring_enter_scope(emulated, PY_START)
fire("entered while off again")
_testcapi.monitoring_exit_scope()

monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
