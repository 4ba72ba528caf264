# clauses: ERR-2
# level: order

# What a callback of LINE or CALL raises goes its way as any exception: RAISE in the frame it was
# raised in, then EXCEPTION_HANDLED, or PY_UNWIND and RAISE in the caller.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
EXCEPTION_EVENTS = ("RAISE", "EXCEPTION_HANDLED", "PY_UNWIND")


class Boom(Exception):
    pass


def watched():
    return ord("a")


def catching():
    try:
        return ord("a")
    except Boom:
        return "caught inside"


def caller(function):
    try:
        return function()
    except Boom:
        return "caught by the caller"


def raising(name, code):
    seen.append(f"{name} {code.co_name}")
    raise Boom


def callback_of(name):
    def callback(code, offset, exception):
        if code in (watched.__code__, catching.__code__, caller.__code__):
            seen.append(f"{name} {code.co_name} {type(exception).__name__}")

    return callback


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, lambda code, offset, callable, arg0: raising("CALL", code))
monitoring.register_callback(TOOL, E.LINE, lambda code, line: raising("LINE", code) if line - code.co_firstlineno == line_of[code] else None)
for name in EXCEPTION_EVENTS:
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
monitoring.set_events(TOOL, E.RAISE | E.EXCEPTION_HANDLED | E.PY_UNWIND)
line_of = {watched.__code__: 1, catching.__code__: 2}
for function in (watched, catching):
    for event in (E.CALL, E.LINE):
        monitoring.set_local_events(TOOL, function.__code__, event)
        seen = []
        result = caller(function)
        monitoring.set_local_events(TOOL, function.__code__, 0)
        print(result, *seen, sep="\n  ")

monitoring.set_events(TOOL, 0)
for name in ("CALL", "LINE", *EXCEPTION_EVENTS):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
