# clauses: ERR-3
# level: order

# A try around the place of the event catches what its callback raises, in the same frame. Each
# callback below raises once, in line 2 of the function that is named.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def calling():
    try:
        ord("a")
    except Boom:
        return "caught inside"
    return "nothing was raised"


def failing():
    try:
        ord("too long")
    except Boom:
        return "caught inside"


def yielding():
    try:
        yield 1
    except Boom:
        yield "caught inside"
    yield "nothing was raised"


def delegating():
    try:
        yield from (i for i in ())
    except Boom:
        yield "caught inside"


def callback(code, *details):
    global to_raise
    line = sys._getframe(1).f_lineno  # None at an instruction without a line
    if to_raise and line is not None and line - code.co_firstlineno == 2:
        to_raise = False
        raise Boom


monitoring.use_tool_id(TOOL, "scenario")
for name, function in (
    ("LINE", calling),
    ("INSTRUCTION", calling),
    ("CALL", calling),
    ("C_RETURN", calling),
    ("C_RAISE", failing),
    ("PY_YIELD", yielding),
    ("PY_RESUME", yielding),
    ("STOP_ITERATION", delegating),
):
    event = getattr(E, name)
    monitoring.register_callback(TOOL, event, callback)
    monitoring.set_local_events(TOOL, function.__code__, E.CALL if name.startswith("C_") else event)
    to_raise = True
    try:
        if function in (yielding, delegating):
            generator = function()
            result = [value for value in generator if value != 1][:1]
        else:
            result = function()
    except Boom:
        result = "caught outside"
    print(f"{name} in {function.__name__}: {result}")
    monitoring.set_local_events(TOOL, function.__code__, 0)
    monitoring.register_callback(TOOL, event, None)

monitoring.free_tool_id(TOOL)
