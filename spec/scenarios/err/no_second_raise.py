# clauses: ERR-9
# level: order

# The replacement of ERR-8 has had its RAISE in this frame: what follows is EXCEPTION_HANDLED or
# PY_UNWIND, with the new exception. A caller that it reaches has RAISE for it as usual.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def uncaught():
    raise KeyError


def catching():
    try:
        raise KeyError
    except KeyError:
        return "the original handler"
    except Boom:
        return "the handler of the new one"


def caller(function):
    try:
        return function()
    except Boom:
        return "the caller"


def callback_of(name):
    def callback(code, offset, exception):
        if code in (uncaught.__code__, catching.__code__, caller.__code__):
            seen.append(f"{name} {code.co_name} {type(exception).__name__}")
            if name == "RAISE" and isinstance(exception, KeyError):
                raise Boom

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in ("RAISE", "EXCEPTION_HANDLED", "PY_UNWIND"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
for function in (uncaught, catching):
    seen = []
    monitoring.set_events(TOOL, E.RAISE | E.EXCEPTION_HANDLED | E.PY_UNWIND)
    result = caller(function)
    monitoring.set_events(TOOL, 0)
    print(f"{function.__name__}, caught by {result}:", *seen, sep="\n  ")

for name in ("RAISE", "EXCEPTION_HANDLED", "PY_UNWIND"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
