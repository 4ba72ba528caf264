# clauses: ERR-14
# level: order

# What a callback of PY_YIELD or PY_RESUME raises is raised at the yield: the value does not reach the
# consumer, finally blocks run, and the generator is finished. One that catches it goes on.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def generator():
    try:
        yield 1
        yield 2
    finally:
        seen.append("finally")


def catching():
    try:
        yield 1
        yield 2
    except Boom:
        seen.append("caught inside")
    yield 3


def callback(code, *details):
    global to_raise
    if to_raise:
        to_raise = False
        raise Boom


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_YIELD", "PY_RESUME"):
    monitoring.register_callback(TOOL, getattr(E, name), callback)
    for function in (generator, catching):
        monitoring.set_local_events(TOOL, function.__code__, getattr(E, name))
        seen = []
        to_raise = True
        suspended = function()
        for step in range(4):
            try:
                seen.append(next(suspended, "finished"))
            except Boom:
                seen.append("Boom comes out")
        monitoring.set_local_events(TOOL, function.__code__, 0)
        print(f"{name} in {function.__name__}: {seen}")
    monitoring.register_callback(TOOL, getattr(E, name), None)

monitoring.free_tool_id(TOOL)
