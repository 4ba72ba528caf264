# clauses: ERR-21
# level: order

# What takes the place of an exception in flight (ERR-8, ERR-10) is no longer raised at a line of the
# frame: its traceback leads from the caller straight into the callback. PY_THROW comes before the
# exception is raised in the frame, so there the frame is shown.
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


def caller():
    suspended = generator()
    next(suspended)
    suspended.throw(KeyError("original"))


def callback(code, offset, exception):
    if code is generator.__code__:
        monitoring.set_events(TOOL, 0)
        raise Boom


def functions_of(traceback):
    while traceback is not None:
        if traceback.tb_frame.f_code.co_name != "<module>":
            yield traceback.tb_frame.f_code.co_name
        traceback = traceback.tb_next


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_THROW", "RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"):
    event = getattr(E, name)
    monitoring.register_callback(TOOL, event, callback)
    monitoring.set_events(TOOL, event)
    try:
        caller()
    except Boom as error:
        print(f"{name}:", *functions_of(error.__traceback__))
    monitoring.register_callback(TOOL, event, None)

monitoring.free_tool_id(TOOL)
