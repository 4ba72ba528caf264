# clauses: ERR-10
# level: order

# EXCEPTION_HANDLED comes when a handler is about to begin. If its callback raises, the handler does
# not run for the exception it was found for. The new exception goes on in its place, without a RAISE
# in this frame; here nobody in the frame wants it, so that the caller gets it, with a RAISE.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def watched():
    try:
        raise KeyError
    except KeyError:
        seen.append("the handler runs")


def caller():
    try:
        watched()
    except Boom as error:
        seen.append(f"Boom to the caller, context {error.__context__!r}")


def on_handled(code, offset, exception):
    if code is watched.__code__ and isinstance(exception, KeyError):
        seen.append(f"EXCEPTION_HANDLED {code.co_name} KeyError")
        if raises:
            raise Boom


def on_raise(code, offset, exception):
    if code in (watched.__code__, caller.__code__):
        seen.append(f"RAISE {code.co_name} {type(exception).__name__}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.RAISE, on_raise)
monitoring.register_callback(TOOL, E.EXCEPTION_HANDLED, on_handled)
for raises in (False, True):
    seen = []
    monitoring.set_events(TOOL, E.RAISE | E.EXCEPTION_HANDLED)
    caller()
    monitoring.set_events(TOOL, 0)
    print("the callback raises:" if raises else "it does not raise:", *seen, sep="\n  ")

for event in (E.RAISE, E.EXCEPTION_HANDLED):
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
