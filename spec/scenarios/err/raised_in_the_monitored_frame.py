# clauses: ERR-1
# level: order

# An exception of a callback is raised in the function that is watched, where the event happened. Its
# traceback has that function's line, and below it the callback's own. The callback stays registered,
# so the next occurrence raises again.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def watched():
    before = "a"
    return ord(before)


def on_call(code, offset, callable, arg0):
    if callable is ord:
        raise Boom("from the callback")


def on_start(code, offset):
    if code is watched.__code__:
        raise Boom("from the callback")


def traceback_of(error):
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_name != "<module>":
            yield f"{code.co_name} {traceback.tb_lineno - code.co_firstlineno}"
        traceback = traceback.tb_next


monitoring.use_tool_id(TOOL, "scenario")
for name, callback in (("CALL", on_call), ("PY_START", on_start)):
    event = getattr(E, name)
    monitoring.register_callback(TOOL, event, callback)
    monitoring.set_local_events(TOOL, watched.__code__, event)
    for turn in (1, 2):
        try:
            watched()
        except Boom as error:
            print(f"{name}, turn {turn}:", *traceback_of(error), sep="\n  ")
    print("  still registered:", monitoring.register_callback(TOOL, event, None) is callback)
    monitoring.set_local_events(TOOL, watched.__code__, 0)

monitoring.free_tool_id(TOOL)
