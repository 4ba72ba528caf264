# clauses: CB-21
# level: events

# A callback need not be a Python function: a bound method, an instance with __call__, a class, a method of a
# built-in object and a partial will do, are called with the event's arguments, and their answer counts.

import sys
from functools import partial

M = sys.monitoring
E = M.events
seen = []
first = {}


def work():
    return 1


class Tool:
    def __init__(self, code=None, offset=None):
        if code:
            seen.append(("class", code.co_name))

    def method(self, code, offset):
        seen.append(("method", code.co_name))

    def __call__(self, code, offset):
        seen.append(("instance", code.co_name))
        return M.DISABLE

    @classmethod
    def of_class(cls, code, offset):
        seen.append(("class method", code.co_name))

    @staticmethod
    def of_none(code, offset):
        seen.append(("static method", code.co_name))


def with_more(more, code, offset, last):
    seen.append((more, code.co_name, last))


tool = Tool()
M.use_tool_id(2, "a tool")
for callback in (tool.method, tool, Tool, Tool.of_class, tool.of_none, partial(with_more, "partial", last="at last"), first.setdefault):
    M.register_callback(2, E.PY_START, callback)
    M.set_local_events(2, work.__code__, E.PY_START)
    work()
    work()
    M.set_local_events(2, work.__code__, 0)
    print(seen, M.register_callback(2, E.PY_START, None) == callback)
    seen.clear()
print("dict.setdefault:", [code.co_name for code in first])
M.free_tool_id(2)
