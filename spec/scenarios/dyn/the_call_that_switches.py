# clauses: DYN-3
# level: order

# The call of set_events that turns CALL on has begun before: it reports neither CALL nor C_RETURN.
# The one that turns it off has reported CALL, and its C_RETURN is no longer wanted.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    ord("a")
    monitoring.set_events(TOOL, E.CALL)
    ord("b")
    monitoring.set_events(TOOL, 0)
    ord("c")


def callback_of(name):
    def callback(code, offset, callable, arg0):
        if code is watched.__code__:
            seen.append(f"{name} {callable.__name__} {arg0!r}")

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in ("CALL", "C_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
seen = []
watched()
print(*seen, sep="\n")

for name in ("CALL", "C_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
