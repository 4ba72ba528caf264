# clauses: LOCAL-12
# level: events

# CALL for a code object are the calls that it makes, not the calls of it.

import sys

M = sys.monitoring
E = M.events
seen = []


def callee():
    return 1


def middle():
    return callee()


def caller():
    return middle()


M.use_tool_id(2, "a tool")
M.register_callback(2, E.CALL, lambda code, offset, callable, arg0: seen.append(f"{code.co_name} calls {callable.__name__}"))
for function in (caller, middle, callee):
    M.set_local_events(2, function.__code__, E.CALL)
    caller()
    M.set_local_events(2, function.__code__, 0)
    print(f"set for {function.__name__}:", seen)
    seen.clear()
M.register_callback(2, E.CALL, None)
M.free_tool_id(2)
