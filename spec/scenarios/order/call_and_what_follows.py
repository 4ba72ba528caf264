# clauses: ORDER-8
# level: order

# Around a call: CALL in the caller, then all that happens in the callee, then C_RETURN in the caller, or C_RAISE
# and after it RAISE. A call of a Python function has no C_RETURN and no C_RAISE, only the callee's own events.

import sys

M = sys.monitoring
E = M.events
seen = []


def callee(x):
    return x


def fails(x):
    raise KeyError(x)


def work():
    callee(1)
    len("")
    max((2, 1), key=callee)
    try:
        int("no number")
    except ValueError:
        pass
    try:
        max((2, 1), key=fails)
    except KeyError:
        pass


def note(name):
    def callback(code, offset, *rest):
        if code in (work.__code__, callee.__code__, fails.__code__):
            thing = rest[0].__name__ if name in ("CALL", "C_RETURN", "C_RAISE") else ""
            seen.append(f"{code.co_name:6} {name} {thing}".rstrip())

    M.register_callback(2, getattr(E, name), callback)


names = ("PY_START", "PY_RETURN", "CALL", "C_RETURN", "C_RAISE", "RAISE", "PY_UNWIND")
events = 0
M.use_tool_id(2, "a tool")
for name in names:
    note(name)
    events |= getattr(E, name)
M.set_events(2, events)
work()
M.set_events(2, 0)
print("\n".join(seen))
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
