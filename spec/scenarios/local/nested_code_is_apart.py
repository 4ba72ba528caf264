# clauses: LOCAL-9
# level: events

# A set is for one code object, not for those that are defined in it: inner function, lambda, class body and
# generator expression have none. A comprehension has no code of its own, so it belongs to its function. Each
# place says where it is by a call, and only calls made by the outer code are seen.

import sys

M = sys.monitoring
E = M.events
seen = []


def outer():
    def inner():
        len("inner function")

    len("outer")
    inner()
    (lambda: len("lambda"))()

    class Body:
        len("class body")

    for _ in (len("generator expression") for _ in (1,)):
        pass
    [len("list comprehension") for _ in (1,)]
    {len("set comprehension") for _ in (1,)}
    {1: len("dict comprehension") for _ in (1,)}


M.use_tool_id(2, "a tool")
M.register_callback(2, E.CALL, lambda code, offset, callable, arg0: callable is len and seen.append(arg0) or None)
M.set_local_events(2, outer.__code__, E.CALL)
outer()
M.set_local_events(2, outer.__code__, 0)
print(seen)
M.register_callback(2, E.CALL, None)
M.free_tool_id(2)
