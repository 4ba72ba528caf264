# clauses: CAPI-4
# level: events
# needs: code_likes module _testcapi

# A scope that is entered again while no tool changed anything keeps its states as they are, even if
# other events are named now: states and version belong to one list of events.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
PY_START = E.PY_START.bit_length() - 1
PY_RETURN = E.PY_RETURN.bit_length() - 1
emulated = _testcapi.CodeLike(1)


def on_start(code, offset):
    if code is emulated:
        print("   PY_START")


def on_return(code, offset, value):
    if code is emulated:
        print("   PY_RETURN")


def enter_and_fire(title, event):
    print(title)
    _testcapi.monitoring_enter_scope(emulated, event)
    _testcapi.fire_event_py_start(emulated, 0)
    _testcapi.fire_event_py_return(emulated, 0, None)
    _testcapi.monitoring_exit_scope()


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
monitoring.register_callback(TOOL, E.PY_RETURN, on_return)

# The one state knows who wants the event that it was entered for, whatever is fired with it.
monitoring.set_events(TOOL, E.PY_START)
enter_and_fire("entered for PY_START, which is on", PY_START)
enter_and_fire("entered for PY_RETURN, which is off; nothing changed meanwhile", PY_RETURN)
monitoring.set_events(TOOL, 0)
monitoring.set_events(TOOL, E.PY_START)
enter_and_fire("the same after a change", PY_RETURN)
enter_and_fire("entered for PY_START; nothing changed meanwhile", PY_START)

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.register_callback(TOOL, E.PY_RETURN, None)
monitoring.free_tool_id(TOOL)
