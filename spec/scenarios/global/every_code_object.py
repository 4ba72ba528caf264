# clauses: GLOBAL-17
# level: events

# A global set is for all code: functions defined before and after it, nested functions, lambdas, class bodies,
# generators, and what exec runs.

import sys

M = sys.monitoring
E = M.events
seen = []


def before():
    def nested():
        return 1

    return nested()


def numbers():
    yield 1


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, lambda code, offset: seen.append(code.co_name))
M.set_events(2, E.PY_START)
before()
(lambda: 1)()


class Body:
    pass


def after():
    return 1


after()
next(numbers())
next(n for n in (1, 2))
exec("pass")
M.set_events(2, 0)
print(seen)
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
