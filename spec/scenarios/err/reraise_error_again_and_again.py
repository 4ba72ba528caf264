# clauses: ERR-11
# level: order

# A callback of RERAISE that always raises is called at each place where the exception in flight is
# raised again, with what it raised the time before: at the end of the handler, and where the
# interpreter cleans up behind it. Then the frame is left, with the last of them.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def bare_raise():
    try:
        raise KeyError("original")
    except KeyError:
        raise


def with_finally():
    try:
        raise KeyError("original")
    finally:
        pass


def with_name():
    try:
        raise KeyError("original")
    except KeyError as error:
        raise


def on_reraise(code, offset, exception):
    if code in codes:
        seen.append(repr(exception))
        raise Boom(len(seen))


codes = [function.__code__ for function in (bare_raise, with_finally, with_name)]
monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.RERAISE, on_reraise)
for function in (bare_raise, with_finally, with_name):
    seen = []
    monitoring.set_events(TOOL, E.RERAISE)
    try:
        function()
    except Exception as error:
        caught = repr(error)
    monitoring.set_events(TOOL, 0)
    print(f"{function.__name__}: RERAISE of {seen}, {caught} comes out")

monitoring.register_callback(TOOL, E.RERAISE, None)
monitoring.free_tool_id(TOOL)
