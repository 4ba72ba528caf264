# clauses: DISABLE-7
# level: order

# DISABLE from C_RETURN or C_RAISE is a ValueError at the call, in the monitored frame, where it can
# be caught. Only that callback is unregistered: CALL and the other one of the two go on.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("CALL", "C_RETURN", "C_RAISE")


def watched(text):
    try:
        return int(text)
    except ValueError as error:
        return f"ValueError: {error}"


def callback_of(name):
    def callback(code, offset, callable, arg0):
        if callable is int:
            seen.append(name)
            return monitoring.DISABLE if name == answers_disable else None

    return callback


def run(text):
    global seen
    seen = []
    print(f"  int('{text}') gives {watched(text)!r}, events {seen}")


monitoring.use_tool_id(TOOL, "scenario")
for answers_disable, text, other in (("C_RETURN", "7", "x"), ("C_RAISE", "x", "7")):
    print(f"{answers_disable} answers DISABLE")
    for name in NAMES:
        monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
    monitoring.set_local_events(TOOL, watched.__code__, E.CALL)
    run(text)
    run(text)
    run(other)
    for name in NAMES:
        gone = monitoring.register_callback(TOOL, getattr(E, name), None) is None
        print(f"  the callback of {name} is {'gone' if gone else 'there'}")
    print("  CALL is still set:", monitoring.get_local_events(TOOL, watched.__code__) == E.CALL)
    monitoring.set_local_events(TOOL, watched.__code__, 0)

monitoring.free_tool_id(TOOL)
