# clauses: DYN-12
# level: order

# A callback of CALL runs before the callee does: local events that it sets on the callee hold for
# the very call. If it turns CALL off, this call has no C_RETURN.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def callee():
    return 1


def watched():
    callee()
    ord("a")
    ord("b")


def on_call(code, offset, callable, arg0):
    if code is watched.__code__:
        seen.append(f"CALL {callable.__name__}")
        if callable is callee:
            monitoring.set_local_events(TOOL, callee.__code__, E.PY_START | E.LINE | E.PY_RETURN)
        if arg0 == "b":
            monitoring.set_events(TOOL, 0)


def on_line(code, line):
    seen.append(f"LINE {code.co_name} {line - code.co_firstlineno}")


def on_c_return(code, offset, callable, arg0):
    if code is watched.__code__:
        seen.append(f"C_RETURN {callable.__name__} {arg0!r}")


monitoring.use_tool_id(TOOL, "scenario")
callbacks = {
    E.CALL: on_call,
    E.C_RETURN: on_c_return,
    E.LINE: on_line,
    E.PY_START: lambda code, offset: seen.append(f"PY_START {code.co_name}"),
    E.PY_RETURN: lambda code, offset, value: seen.append(f"PY_RETURN {code.co_name}"),
}
for event, callback in callbacks.items():
    monitoring.register_callback(TOOL, event, callback)
seen = []
monitoring.set_events(TOOL, E.CALL)
watched()
print(*seen, sep="\n")

monitoring.set_local_events(TOOL, callee.__code__, 0)
for event in callbacks:
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
