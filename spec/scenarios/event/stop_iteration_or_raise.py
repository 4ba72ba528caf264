# clauses: EVENT-6
# level: events

# What a generator returns reaches the one who delegates to it as a StopIteration that is never raised. A tool
# learns of it by STOP_ITERATION, or else by RAISE of a StopIteration: it has to take either, and here does.
# It sees it once.

import sys

M = sys.monitoring
E = M.events
seen = []


def inner():
    yield 1
    return "the value"


def outer():
    got = yield from inner()
    yield got


def stopped(code, offset, exception):
    if code is outer.__code__ and isinstance(exception, StopIteration):
        seen.append(exception.value)


M.use_tool_id(2, "a tool")
M.register_callback(2, E.STOP_ITERATION, stopped)
M.register_callback(2, E.RAISE, stopped)
M.set_events(2, E.STOP_ITERATION | E.RAISE)
produced = list(outer())
M.set_events(2, 0)
print(produced, seen)
for event in (E.STOP_ITERATION, E.RAISE):
    M.register_callback(2, event, None)
M.free_tool_id(2)
