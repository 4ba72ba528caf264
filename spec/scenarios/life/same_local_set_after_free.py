# clauses: LIFE-4
# level: events

# The next owner of an id can set for a code object just what the former owner had set, and it works, though the
# code has not run in between and the old set may still be there to read.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


for name in ("first owner", "second owner", "third owner"):
    M.use_tool_id(2, name)
    M.register_callback(2, E.PY_RETURN, lambda code, offset, value, name=name: seen.append(name))
    M.set_local_events(2, work.__code__, E.PY_RETURN)
    work()
    print(M.get_local_events(2, work.__code__) == E.PY_RETURN, seen)
    M.free_tool_id(2)
M.use_tool_id(2, "last owner")
M.set_local_events(2, work.__code__, 0)
M.register_callback(2, E.PY_RETURN, None)
M.free_tool_id(2)
seen.clear()
work()
print(seen)
