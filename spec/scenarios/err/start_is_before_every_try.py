# clauses: ERR-4
# level: order

# A function has started before its first statement is reached: even if that is a try, it does not
# catch what a callback of PY_START raises. The caller does; nothing of the function has run.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def watched():
    try:
        seen.append("body")
    except Boom:
        seen.append("caught inside")
    finally:
        seen.append("finally")


def generator():
    try:
        seen.append("body")
        yield
    except Boom:
        seen.append("caught inside")


def on_start(code, offset):
    raise Boom


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
for function, run in ((watched, watched), (generator, lambda: next(generator()))):
    seen = []
    monitoring.set_local_events(TOOL, function.__code__, E.PY_START)
    try:
        run()
    except Boom:
        seen.append("caught by the caller")
    monitoring.set_local_events(TOOL, function.__code__, 0)
    print(f"{function.__name__}: {seen}")

monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
