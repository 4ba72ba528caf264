# clauses: CB-2
# level: events

# Each tool and event has one callback. Registering another returns the one before, the very object, which is
# called no more; None takes it away.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def first(code, *rest):
    seen.append("first")


def second(code, *rest):
    seen.append("second")


def name(callback):
    return {first: "first", second: "second", None: None}[callback]


M.use_tool_id(2, "a tool")
M.use_tool_id(3, "another")
for tool in (2, 3):
    M.set_local_events(tool, work.__code__, E.PY_START | E.PY_RETURN)

for callback in (first, second, second, None, None, first):
    print("previous", name(M.register_callback(2, E.PY_START, callback)), end=", ")
    work()
    print("now", name(callback), "called", seen)
    seen.clear()

# Another event and another tool have their own.
print(M.register_callback(2, E.PY_RETURN, second), M.register_callback(3, E.PY_START, second))
work()
print(sorted(seen))
print(name(M.register_callback(2, E.PY_START, None)), name(M.register_callback(3, E.PY_START, None)))
M.register_callback(2, E.PY_RETURN, None)
for tool in (2, 3):
    M.set_local_events(tool, work.__code__, 0)
    M.free_tool_id(tool)
