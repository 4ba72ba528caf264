# clauses: ERR-5
# level: order

# When `return` in a try block returns, the block is left already: a finally clause has run, a with
# statement has called __exit__ without an exception, and no except clause of the frame catches what
# a callback of PY_RETURN raises.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Boom(Exception):
    pass


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, kind, value, traceback):
        seen.append(f"__exit__ with {kind}")


def in_try():
    try:
        return 1
    except Boom:
        seen.append("caught inside")


def in_finally():
    try:
        return 1
    finally:
        seen.append("finally")


def in_with():
    with Manager():
        return 1


def on_return(code, offset, value):
    seen.append("PY_RETURN")
    raise Boom


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_RETURN, on_return)
for function in (in_try, in_finally, in_with):
    seen = []
    monitoring.set_local_events(TOOL, function.__code__, E.PY_RETURN)
    try:
        seen.append(f"result {function()}")
    except Boom:
        seen.append("caught by the caller")
    monitoring.set_local_events(TOOL, function.__code__, 0)
    print(f"{function.__name__}: {seen}")

monitoring.register_callback(TOOL, E.PY_RETURN, None)
monitoring.free_tool_id(TOOL)
