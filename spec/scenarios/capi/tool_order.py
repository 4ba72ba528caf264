# clauses: CAPI-12
# level: order
# needs: code_likes module _testcapi

# Tools are served from the highest id down, in whatever order they came. Who is served is settled
# before the first callback; which callback, at each tool's turn.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOLS = (4, 0, 5, 2)
emulated = _testcapi.CodeLike(1)


def callback_of(tool):
    def callback(code, offset):
        if code is emulated:
            print("   tool", tool)
            if tool == 5 and action:
                action()

    return callback


def fire(title):
    print(title)
    _testcapi.monitoring_enter_scope(emulated, E.PY_START.bit_length() - 1)
    _testcapi.fire_event_py_start(emulated, 0)
    _testcapi.monitoring_exit_scope()


action = None
for tool in TOOLS:
    monitoring.use_tool_id(tool, "scenario")
    monitoring.register_callback(tool, E.PY_START, callback_of(tool))
    monitoring.set_events(tool, E.PY_START)
fire("all")
action = lambda: monitoring.set_events(4, 0)
fire("the first turns tool 4 off")
action = lambda: monitoring.set_events(4, E.PY_START)
fire("the first turns tool 4 on")
action = lambda: monitoring.register_callback(2, E.PY_START, None)
fire("the first takes tool 2's callback away")
action = lambda: monitoring.register_callback(2, E.PY_START, callback_of("2, new"))
fire("the first gives tool 2 another callback")

for tool in TOOLS:
    monitoring.set_events(tool, 0)
    monitoring.register_callback(tool, E.PY_START, None)
    monitoring.free_tool_id(tool)
