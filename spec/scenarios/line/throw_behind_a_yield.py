# clauses: LINE-8
# level: lines
# errata: one_line_function_loses_line

# What is thrown into a suspended generator comes from the start behind its yield: the handler fires LINE though its line
# is the yield's. CPython from 3.13 loses this event once any generator of that code has gone on there, unless PY_RESUME
# is on too.
import sys

mon = sys.monitoring
TOOL = 3
seen = []


class Swallows:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return True


def generate():
    with Swallows(): yield 1
    yield 2


def record(code, line):
    if code is generate.__code__:
        seen.append(line - code.co_firstlineno)


def throw():
    generator = generate()
    next(generator)
    mon.set_events(TOOL, mon.events.LINE)
    generator.throw(ValueError)
    mon.set_events(TOOL, 0)
    print(*seen)
    seen.clear()


mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, mon.events.LINE, record)

throw()
list(generate())
throw()

# With PY_RESUME nothing is lost.
mon.set_local_events(TOOL, generate.__code__, mon.events.PY_RESUME)
throw()
mon.set_local_events(TOOL, generate.__code__, 0)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
