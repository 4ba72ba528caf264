# clauses: CB-6 CB-11
# level: events

# What is registered is not looked at. If it cannot be called, or not with these arguments, the monitored code
# gets the TypeError when the event fires: at the event's place, where its own handlers may catch it.

import sys

M = sys.monitoring
E = M.events


def work():
    try:
        len("")
    except TypeError as error:
        return f"caught in work: {error}"
    return "no error"


M.use_tool_id(2, "a tool")
M.set_local_events(2, work.__code__, E.CALL)
for callback in (5, "text", object, lambda: None, lambda code: None, lambda a, b, c, d, e: None, lambda *any: None):
    previous = M.register_callback(2, E.CALL, callback)
    print(previous.__class__.__name__, "->", callback.__class__.__name__, "|", work())
# It is asked anew each time, and stays registered.
M.register_callback(2, E.CALL, 5)
print(work() == work(), M.register_callback(2, E.CALL, None))
M.set_local_events(2, work.__code__, 0)

# Where the code has no handler the error leaves it.
M.register_callback(2, E.PY_START, 5)
M.set_local_events(2, work.__code__, E.PY_START)
try:
    work()
except TypeError as error:
    print("out of work:", error)
M.set_local_events(2, work.__code__, 0)
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
