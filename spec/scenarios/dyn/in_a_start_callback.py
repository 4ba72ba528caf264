# clauses: DYN-9
# level: order

# A callback of PY_START comes early enough to turn on LINE and PY_RETURN for the function that is
# starting, globally or for its code: its first line is reported. This is how a debugger steps into.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    first = 1
    return first


def on_start(code, offset):
    if code is watched.__code__:
        seen.append("PY_START")
        if local:
            monitoring.set_local_events(TOOL, code, E.LINE | E.PY_RETURN)
        else:
            monitoring.set_events(TOOL, E.PY_START | E.LINE | E.PY_RETURN)


def on_line(code, line):
    if code is watched.__code__:
        seen.append(f"LINE {line - code.co_firstlineno}")


def on_return(code, offset, value):
    if code is watched.__code__:
        seen.append("PY_RETURN")


monitoring.use_tool_id(TOOL, "scenario")
callbacks = {E.PY_START: on_start, E.LINE: on_line, E.PY_RETURN: on_return}
for event, callback in callbacks.items():
    monitoring.register_callback(TOOL, event, callback)
for local in (False, True):
    seen = []
    monitoring.set_events(TOOL, E.PY_START)
    watched()
    monitoring.set_events(TOOL, 0)
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    print(f"{'locally' if local else 'globally'}: {seen}")

for event in callbacks:
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
