# clauses: REENT-2
# level: events

# A generator that a callback resumes is silent there, also in what it calls and raises. Resumed by the
# program it is monitored as ever. A callback that is left by an exception ends the silence too.

import sys

M = sys.monitoring
E = M.events
seen = []


def numbers():
    for number in (1, 2, 3):
        try:
            raise KeyError
        except KeyError:
            pass
        yield number


def work():
    return 1


generator = numbers()


def started(code, offset):
    if code is work.__code__:
        seen.append(("in the callback", next(generator)))
        if broken:
            raise RuntimeError("callback")


def note(name):
    def callback(code, offset, *rest):
        if code is numbers.__code__:
            seen.append(name)

    M.register_callback(2, getattr(E, name), callback)


names = ("PY_RESUME", "PY_YIELD", "RAISE", "EXCEPTION_HANDLED")
M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, started)
for name in names:
    note(name)
broken = False
M.set_events(2, E.PY_START | E.PY_RESUME | E.PY_YIELD | E.RAISE | E.EXCEPTION_HANDLED)
work()
seen.append(("by the program", next(generator)))
broken = True
try:
    work()
except RuntimeError:
    pass
seen.append(("by the program, at its end", next(generator, None)))
M.set_events(2, 0)
for entry in seen:
    print(entry)
for name in ("PY_START", *names):
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
