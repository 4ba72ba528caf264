# clauses: ERR-15
# level: order

# SystemExit and KeyboardInterrupt of a callback are exceptions of the watched program like others:
# they can be caught in it, pass an `except Exception`, and have their RAISE and PY_UNWIND.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    try:
        ord("a")
    except Exception:
        return "except Exception"


def catching():
    try:
        ord("a")
    except BaseException as error:
        return f"caught inside: {error!r}"


def on_call(code, offset, callable, arg0):
    seen.append("CALL")
    raise kind("from the callback")


def callback_of(name):
    def callback(code, offset, exception):
        if code in (watched.__code__, catching.__code__):
            seen.append(f"{name} {type(exception).__name__}")

    return callback


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.register_callback(TOOL, E.RAISE, callback_of("RAISE"))
monitoring.register_callback(TOOL, E.PY_UNWIND, callback_of("PY_UNWIND"))
monitoring.set_events(TOOL, E.RAISE | E.PY_UNWIND)
for kind in (SystemExit, KeyboardInterrupt):
    for function in (watched, catching):
        seen = []
        monitoring.set_local_events(TOOL, function.__code__, E.CALL)
        try:
            result = function()
        except BaseException as error:
            result = f"caught outside: {error!r}"
        monitoring.set_local_events(TOOL, function.__code__, 0)
        print(f"{function.__name__}: {result}, events {seen}")

monitoring.set_events(TOOL, 0)
for event in (E.CALL, E.RAISE, E.PY_UNWIND):
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
