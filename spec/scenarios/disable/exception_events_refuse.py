# clauses: DISABLE-8
# level: order
# needs: exception_disable_raises
# behaviours: exception_disable_raises

# Up to 3.14 the events that belong to no location refuse DISABLE: the callback is unregistered, and
# a ValueError takes the place of the exception in flight. The original becomes its __context__ only
# where a handler of it is running, as ever (RERAISE). The event stays in the tool's set, so that a
# new callback is all it needs.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def generator():
    try:
        yield
    finally:  # raises again what was thrown in
        pass


def watched():
    suspended = generator()
    next(suspended)
    suspended.throw(KeyError("original"))


def callback_of(name):
    def callback(code, offset, exception):
        if code is generator.__code__:
            seen.append(name)
            return monitoring.DISABLE if answers_disable else None

    return callback


def run():
    global seen
    seen = []
    try:
        watched()
    except (KeyError, ValueError) as error:
        return f"{seen[:1]} {error!r} context {error.__context__!r}"


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_THROW", "RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"):
    event = getattr(E, name)
    callback = callback_of(name)
    monitoring.register_callback(TOOL, event, callback)
    monitoring.set_events(TOOL, event)
    answers_disable = True
    print(name)
    print("  turn 1:", run())
    print("  turn 2:", run())
    print("  still set:", monitoring.get_events(TOOL) == event)
    print("  callback there was:", monitoring.register_callback(TOOL, event, callback))
    answers_disable = False
    print("  turn 3:", run())
    monitoring.set_events(TOOL, 0)
    monitoring.register_callback(TOOL, event, None)

monitoring.free_tool_id(TOOL)
