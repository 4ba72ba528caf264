# clauses: CB-10
# level: events
# behaviours: branch_sides

# What each event passes. The program makes every event happen; of each kind the first in it is shown by the
# types of its arguments, the code object first.

import sys

M = sys.monitoring
E = M.events
first = {}


def inner():
    try:
        yield "yielded"
    except KeyError:
        pass
    return "returned"


def delegates():
    result = yield from inner()
    return result


def reraises():
    try:
        int("no number")
    finally:
        first.setdefault("a finally block", [])


def branches(x):
    for _ in range(x):
        if x:
            x = len("")
    return x


def work():
    list(delegates())
    generator = inner()
    next(generator)
    try:
        generator.throw(KeyError())
    except StopIteration:
        pass
    try:
        reraises()
    except ValueError:
        pass
    branches(2)


codes = [function.__code__ for function in (inner, delegates, reraises, branches, work)]
names = [name for name in dir(E) if name.isupper() and name not in ("NO_EVENTS", "BRANCH")]
if not hasattr(E, "BRANCH_LEFT"):
    names.append("BRANCH")


def kind(value):
    return "MISSING" if value is M.MISSING else type(value).__name__


def listen(name):
    def callback(code, *rest):
        if code in codes and name not in first:
            first[name] = [kind(code), *map(kind, rest)]

    M.register_callback(2, getattr(E, name), callback)


M.use_tool_id(2, "a tool")
events = 0
for name in names:
    listen(name)
    events |= getattr(E, name)
M.set_events(2, events)
work()
M.set_events(2, 0)
for name in sorted(names):
    print(f"{name:18}", *first.get(name, ["not seen"]))
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
