# clauses: LOCAL-7 LOCAL-16
# level: events
# behaviours: local_exception_events

# RAISE and its like belong to no place in the code. Until 3.14 they cannot be set for a code object; from 3.15
# they can, and then fire in that code only: here not in the callee, from which the exceptions come.

import sys

M = sys.monitoring
E = M.events
names = ("RAISE", "RERAISE", "EXCEPTION_HANDLED", "PY_UNWIND", "PY_THROW")
seen = []


def callee():
    raise KeyError


def handles():
    try:
        callee()
    except KeyError:
        pass


def passes_on():
    try:
        callee()
    finally:
        seen.append("finally")


def numbers():
    yield 1


M.use_tool_id(2, "a tool")
for name in names:
    event = getattr(E, name)
    M.register_callback(2, event, lambda code, offset, exception, name=name: seen.append(f"{code.co_name} {name}"))
    try:
        for function in (handles, passes_on, numbers):
            M.set_local_events(2, function.__code__, event)
        print(name, "read back:", M.get_local_events(2, handles.__code__) == event, M.get_events(2))
    except ValueError as error:
        print(name, str(error).split(" 0x")[0], M.get_local_events(2, handles.__code__))
    else:
        handles()
        try:
            passes_on()
        except KeyError:
            pass
        generator = numbers()
        next(generator)
        try:
            generator.throw(KeyError)
        except KeyError:
            pass
        for function in (handles, passes_on, numbers):
            M.set_local_events(2, function.__code__, 0)
        handles()
        print("   ", seen)
        seen.clear()
    M.register_callback(2, event, None)
M.free_tool_id(2)
