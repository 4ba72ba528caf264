# clauses: CAPI-10 CAPI-16
# level: events
# needs: code_likes module _testcapi
# errata: scope_ignores_c_events

# C_RETURN and C_RAISE are on with CALL, in a scope too: the callbacks get the result of the call, and
# the exception that it raised.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
emulated = _testcapi.CodeLike(2)


def callback(code, offset, what):
    if code is emulated:
        print("   called with", repr(what))


def fire(title):
    print(title)
    _testcapi.monitoring_enter_scope(emulated, E.C_RETURN.bit_length() - 1, E.C_RAISE.bit_length() - 1)
    monitoring.set_events(TOOL, 0)
    _testcapi.fire_event_c_return(emulated, 0, "a result")
    _testcapi.fire_event_c_raise(emulated, 1, KeyError("key"))
    _testcapi.monitoring_exit_scope()


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.C_RETURN, lambda code, offset, *rest: callback(code, offset, rest[0]))
monitoring.register_callback(TOOL, E.C_RAISE, lambda code, offset, *rest: callback(code, offset, rest[0]))
fire("nothing is on")
monitoring.set_events(TOOL, E.CALL)
fire("CALL is on")
monitoring.set_events(TOOL, E.LINE)
fire("LINE is on")
monitoring.register_callback(TOOL, E.C_RETURN, None)
monitoring.register_callback(TOOL, E.C_RAISE, None)
monitoring.free_tool_id(TOOL)
