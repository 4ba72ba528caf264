# clauses: CAPI-1 CAPI-2 CAPI-8 CAPI-16
# level: order
# needs: code_likes module _testcapi
# behaviours: code_likes branch_sides

# An emulator fires each kind of event in a scope of its own. What the callback gets is the code-like
# in place of a code object, then what any callback of that event gets.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3

branches = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(E, "BRANCH_LEFT") else ["BRANCH"]
error = ValueError("wrong")
arguments = {
    "PY_START": (),
    "PY_RESUME": (),
    "PY_RETURN": ("a result",),
    "PY_YIELD": ("an item",),
    "CALL": ("a callable", "its first argument"),
    "LINE": (12,),
    "JUMP": (40,),
    **{branch: (60,) for branch in branches},
    "STOP_ITERATION": (7,),
    "RAISE": (error,),
    "EXCEPTION_HANDLED": (error,),
    "PY_UNWIND": (error,),
    "PY_THROW": (error,),
    "RERAISE": (error,),
}


def callback(code, *rest):
    if code is emulated:
        print("   the code-like,", *map(repr, rest))


monitoring.use_tool_id(TOOL, "scenario")
for name, more in arguments.items():
    event = getattr(E, name)
    emulated = _testcapi.CodeLike(2)
    monitoring.register_callback(TOOL, event, callback)
    monitoring.set_events(TOOL, event)
    # The id of an event is the number of its bit; the offset, 1, chooses the second of the two.
    _testcapi.monitoring_enter_scope(emulated, E.INSTRUCTION.bit_length() - 1, event.bit_length() - 1)
    print(name)
    getattr(_testcapi, "fire_event_" + name.lower())(emulated, 1, *more)
    _testcapi.monitoring_exit_scope()
    monitoring.set_events(TOOL, 0)
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
