# clauses: REENT-1
# level: events

# What a callback does fires nothing, whatever it is: calls of each form, branches, jumps, generators, exceptions. The code
# that it runs was instrumented before, since it ran outside of callbacks first.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
names = [name for name in dir(E) if name.isupper() and name not in ("NO_EVENTS", "BRANCH")]
local = (
    E.PY_START | E.PY_RESUME | E.PY_RETURN | E.PY_YIELD | E.CALL | E.LINE | E.INSTRUCTION | E.JUMP | E.STOP_ITERATION
    | E.BRANCH
)
counts = {}
inside = False


class Base:
    def method(self):
        return len("")


class Derived(Base):
    def method(self):
        return super().method()


def generator():
    yield 1
    return 2


def delegating():
    return (yield from generator())


def everything():
    total = int("1", base=10)
    total += max(*[1, 2])
    Derived().method()
    for value in [1, 2]:
        if value == 1:
            continue
        total += value
    while total < 8:
        total += 1
    list(delegating())
    try:
        int("no number", base=10)
    except ValueError:
        pass
    try:
        int(*["no number"])
    except ValueError:
        pass
    match total:
        case 1:
            pass
        case _:
            total = None
    return total is None


def callback_of(name):
    def callback(code, *rest):
        if code.co_name == "<module>" or "callback" in code.co_name:
            return
        key = ("inside " if inside else "") + name
        counts[key] = counts.get(key, 0) + 1

    return callback


def start(code, offset):
    global inside
    if code is trigger.__code__:
        inside = True
        everything()
        inside = False


def trigger():
    pass


monitoring.use_tool_id(TOOL, "scenario")
for name in names:
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
codes = [each.__code__ for each in (everything, generator, delegating, Base.method, Derived.method)]
for code in codes:
    monitoring.set_local_events(TOOL, code, local)
monitoring.set_events(TOOL, E.RAISE | E.EXCEPTION_HANDLED | E.PY_UNWIND | E.RERAISE | E.PY_THROW)
everything()
print("outside:", *(name for name in ("CALL", "C_RETURN", "C_RAISE", "LINE", "JUMP", "STOP_ITERATION", "RAISE") if name in counts))
monitoring.register_callback(TOOL, E.PY_START, start)
monitoring.set_local_events(TOOL, trigger.__code__, E.PY_START)
counts.clear()
trigger()
print("in a callback:", counts)

monitoring.set_events(TOOL, 0)
for code in (*codes, trigger.__code__):
    monitoring.set_local_events(TOOL, code, 0)
for name in names:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
