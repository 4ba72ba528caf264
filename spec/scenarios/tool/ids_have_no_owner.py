# clauses: TOOL-13
# level: api

# An id protects nothing: whoever knows the number may change the callbacks and events of a tool and free
# its id. Here a "guest" does all that to an id which the "host" uses.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def host():
    M.use_tool_id(0, "host")
    M.register_callback(0, E.PY_START, lambda code, offset: seen.append("host's callback"))
    M.set_local_events(0, work.__code__, E.PY_START)


def guest():
    previous = M.register_callback(0, E.PY_START, lambda code, offset: seen.append("guest's callback"))
    print("the guest took away", previous is not None)
    work()
    M.set_local_events(0, work.__code__, 0)
    work()
    M.register_callback(0, E.PY_START, None)
    M.free_tool_id(0)


host()
work()
guest()
print(seen, M.get_tool(0))
