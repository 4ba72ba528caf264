# clauses: DISABLE-2
# level: order

# A location is an instruction of a code object. All frames that run the code share it: the frames of
# a recursion, functions made by the same def, and generators of the same function.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def countdown(n):
    return n and countdown(n - 1)


def maker(n):
    def made():
        return n

    return made


def pair():
    yield 1
    yield 2


def record(code, offset, *details):
    seen.append(code.co_name)
    return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "scenario")
for event in (E.PY_START, E.PY_YIELD):
    monitoring.register_callback(TOOL, event, record)

seen = []
monitoring.set_local_events(TOOL, countdown.__code__, E.PY_START)
countdown(4)
print("recursion:", seen)

seen = []
one, two = maker(1), maker(2)
monitoring.set_local_events(TOOL, one.__code__, E.PY_START)
one()
two()
print("two closures:", seen)

seen = []
monitoring.set_local_events(TOOL, pair.__code__, E.PY_YIELD)
first, second = pair(), pair()
next(first)   # the first yield: disabled here
next(second)  # the same location
next(second)  # the second yield: disabled here
next(first)
print("two generators:", seen)

for function in (countdown, one, pair):
    monitoring.set_local_events(TOOL, function.__code__, 0)
for event in (E.PY_START, E.PY_YIELD):
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
