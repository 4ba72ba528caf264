# clauses: ERR-8
# level: order

# An error of a callback of an exception event takes the place of the exception it was told of. The
# two are not chained by the event; only where a handler of the original is running (RERAISE) does
# the new one have it as its __context__, as any exception raised there.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def generator():
    try:
        yield
    finally:  # raises again what was thrown in
        pass


def callback_of(name):
    def callback(code, offset, exception):
        if code is generator.__code__:
            monitoring.set_events(TOOL, 0)
            raise Boom

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_THROW", "RAISE", "RERAISE", "PY_UNWIND"):
    event = getattr(E, name)
    monitoring.register_callback(TOOL, event, callback_of(name))
    suspended = generator()
    next(suspended)
    monitoring.set_events(TOOL, event)
    try:
        suspended.throw(KeyError("original"))
    except Exception as error:
        print(f"{name}: {error!r}, context {error.__context__!r}, cause {error.__cause__!r}")
    monitoring.register_callback(TOOL, event, None)

monitoring.free_tool_id(TOOL)
