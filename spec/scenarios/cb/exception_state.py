# clauses: CB-14
# level: events

# While an exception is on its way nothing is being handled yet: callbacks of RAISE, PY_UNWIND and
# EXCEPTION_HANDLED see no exception in sys.exc_info, only their argument, which has its traceback. In a handler
# callbacks see what is handled there.

import sys

M = sys.monitoring
E = M.events
seen = []


def raises():
    raise KeyError("inner")


def work():
    try:
        raises()
    except KeyError:
        len("in the handler")
        try:
            raise ValueError("second")
        except ValueError:
            pass
    len("after")


def handled():
    current = sys.exc_info()[1]
    return type(current).__name__


def note(name):
    def callback(code, offset, *rest):
        if code in (work.__code__, raises.__code__):
            thing = rest[-1]
            if isinstance(thing, BaseException):
                at = thing.__traceback__
                depth = 0
                while at:
                    depth += 1
                    at = at.tb_next
                line = sys._getframe(1).f_lineno
                thing = f"{type(thing).__name__} traceback {depth} line {line and line - code.co_firstlineno}"
            elif thing is M.MISSING:
                thing = "no argument"
            seen.append(f"{code.co_name:6} {name:17} handled: {handled():10} {thing}")

    M.register_callback(2, getattr(E, name), callback)


names = ("CALL", "RAISE", "PY_UNWIND", "EXCEPTION_HANDLED")
events = 0
for name in names:
    note(name)
    events |= getattr(E, name)
M.use_tool_id(2, "a tool")
M.set_events(2, events)
work()
M.set_events(2, 0)
print("\n".join(seen))
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
