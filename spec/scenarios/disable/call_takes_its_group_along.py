# clauses: DISABLE-5
# level: order

# A callback of CALL that answers DISABLE still gets the C_RETURN or C_RAISE of this very call; from
# then on none of the three comes from this location, and other calls keep all of theirs.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("CALL", "C_RETURN", "C_RAISE")


def watched(text):
    ord("a")
    try:
        int(text)
    except ValueError:
        pass


def callback_of(name):
    def callback(code, offset, callable, arg0):
        seen.append(f"{name} {callable.__name__}")
        return monitoring.DISABLE if (name, callable) == ("CALL", answers_disable) else None

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
for answers_disable in (int, ord):
    for text in ("7", "x"):
        monitoring.set_local_events(TOOL, watched.__code__, E.CALL)
        for turn in (1, 2):
            seen = []
            watched(text)
            print(f"{answers_disable.__name__} is disabled, int('{text}'), turn {turn}: {seen}")
        monitoring.set_local_events(TOOL, watched.__code__, 0)

for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
