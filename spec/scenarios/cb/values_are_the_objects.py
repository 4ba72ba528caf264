# clauses: CB-13
# level: events

# Callbacks get the objects themselves: what is returned or yielded, what is called and with what, the
# exception. What a callback does to a mutable one is seen by the program and by later callbacks.

import sys

M = sys.monitoring
E = M.events
value = ["value"]
error = KeyError("key")
seen = []


def numbers():
    yield value
    return value


def raises():
    raise error


def work():
    for _ in numbers():
        pass
    repr(value)
    try:
        raises()
    except KeyError as caught:
        seen.append(("handler", caught is error, caught.__notes__))


def note(name):
    def callback(code, offset, *rest):
        if code in (numbers.__code__, raises.__code__, work.__code__):
            thing = rest[-1]
            if thing is value:
                value.append(name)
                seen.append((name, "the value"))
            if thing is error:
                error.add_note(name)
                seen.append((name, "the error"))

    M.register_callback(2, getattr(E, name), callback)


M.use_tool_id(2, "a tool")
names = ("PY_YIELD", "PY_RETURN", "CALL", "C_RETURN", "RAISE", "PY_UNWIND", "EXCEPTION_HANDLED")
events = 0
for name in names:
    note(name)
    events |= getattr(E, name)
M.set_events(2, events | E.C_RETURN | E.C_RAISE)
work()
M.set_events(2, 0)
for entry in seen:
    print(*entry)
print(value)
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
