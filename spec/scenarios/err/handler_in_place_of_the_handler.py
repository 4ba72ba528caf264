# clauses: ERR-19
# level: order

# Which handler of the same frame gets the new exception of ERR-10 depends on where the compiler put
# the one that did not begin: CPython searches from the instruction in front of it. That may lie in
# the same try block, in an outer one, or in none. An implementation need not agree with this output.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


def behind_the_raise():
    try:
        raise KeyError
    except (KeyError, Boom) as error:
        return f"the same handler, for {type(error).__name__}"


def in_two_blocks():
    try:
        try:
            raise KeyError
        except KeyError:
            return "the same handler"
    except Boom:
        return "the outer handler"


def behind_a_return():
    try:
        try:
            fail()
            return
        except (KeyError, Boom):
            return "the same handler"
    except Boom:
        return "the outer handler"


def in_a_loop():
    for turn in (1,):
        try:
            try:
                fail()
            finally:
                turn = 2
        except Boom:
            return "the outer handler"


def fail():
    raise KeyError


def on_handled(code, offset, exception):
    if isinstance(exception, KeyError):
        raise Boom


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.EXCEPTION_HANDLED, on_handled)
for function in (behind_the_raise, in_two_blocks, behind_a_return, in_a_loop):
    monitoring.set_events(TOOL, E.EXCEPTION_HANDLED)
    try:
        result = function()
    except Boom:
        result = "none in this frame"
    monitoring.set_events(TOOL, 0)
    print(f"{function.__name__}: {result}")

monitoring.register_callback(TOOL, E.EXCEPTION_HANDLED, None)
monitoring.free_tool_id(TOOL)
