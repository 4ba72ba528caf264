# clauses: ERR-6 ERR-7
# level: order

# An error of a callback of LINE or CALL comes before the line or the call, which then does not
# happen; of C_RETURN after the call, whose effect stays and whose result is lost; of C_RAISE in
# place of what the call raised. A call that CALL has prevented did not raise: no C_RAISE.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("LINE", "CALL", "C_RETURN", "C_RAISE")


class Boom(Exception):
    pass


def watched(items, item):
    result = None
    try:
        result = items.pop(item)
    except Exception as error:
        result = error.__class__.__name__
    return result


def callback_of(name):
    def callback(code, *details):
        if name != "LINE":
            seen.append(name)
        if name == raising and (name != "LINE" or details[0] - code.co_firstlineno == 3):
            raise Boom  # line 3 is the call

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
for item in (0, 7):
    for raising in (None, *NAMES):
        monitoring.set_local_events(TOOL, watched.__code__, E.LINE | E.CALL)
        items, seen = ["a"], []
        result = watched(items, item)
        monitoring.set_local_events(TOOL, watched.__code__, 0)
        print(f"pop({item}), {raising} raises: result {result}, list {items}, events {seen}")

for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
