# clauses: TOOL-15
# level: events

# DISABLE and MISSING are two objects of no other type than object. What counts is the object itself: a tool
# that binds sys.monitoring.DISABLE to something else changes neither what that object nor what the new one does.

import sys

M = sys.monitoring
E = M.events

print(type(M.DISABLE) is object, type(M.MISSING) is object, M.DISABLE is M.MISSING, bool(M.DISABLE), bool(M.MISSING))


def work():
    return 1


def calls_until_off(answer):
    seen = []
    M.register_callback(1, E.PY_START, lambda code, offset: seen.append(code.co_name) or answer)
    M.set_local_events(1, work.__code__, E.PY_START)
    for _ in range(3):
        work()
    M.set_local_events(1, work.__code__, 0)
    return len(seen)


M.use_tool_id(1, "a tool")
original = M.DISABLE
M.DISABLE = replacement = object()
print("original:", calls_until_off(original), "replacement:", calls_until_off(replacement))
M.DISABLE = original
print("MISSING as an answer:", calls_until_off(M.MISSING))
M.register_callback(1, E.PY_START, None)
M.free_tool_id(1)
