# clauses: CAPI-11 LOCAL-2
# level: api
# needs: code_likes module _testcapi

# A code-like is what callbacks get for a code object, but it has no local events: the functions for
# them refuse it, and the local events of real code objects do not concern a scope.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
emulated = _testcapi.CodeLike(1)


def callback(code, offset):
    print("   called with", "the code-like" if code is emulated else code.co_name)


def watched():
    pass


def attempt(title, function, *arguments):
    try:
        print(title, function(*arguments))
    except TypeError as error:
        print(title, "TypeError:", error)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, callback)
attempt("get_local_events:", monitoring.get_local_events, TOOL, emulated)
attempt("set_local_events:", monitoring.set_local_events, TOOL, emulated, E.PY_START)

print("local events of a function")
monitoring.set_local_events(TOOL, watched.__code__, E.PY_START)
_testcapi.monitoring_enter_scope(emulated, E.PY_START.bit_length() - 1)
watched()
_testcapi.fire_event_py_start(emulated, 0)
_testcapi.monitoring_exit_scope()
monitoring.set_local_events(TOOL, watched.__code__, 0)

print("global events")
monitoring.set_events(TOOL, E.PY_START)
_testcapi.monitoring_enter_scope(emulated, E.PY_START.bit_length() - 1)
_testcapi.fire_event_py_start(emulated, 0)
_testcapi.monitoring_exit_scope()
monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
