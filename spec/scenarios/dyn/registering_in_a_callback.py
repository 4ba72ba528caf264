# clauses: DYN-13
# level: lines

# A callback may replace itself: it is finished, and the next event goes to the new one, also to
# none at all, and to one that is registered later for an event that has been on all the while.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    first = 1
    second = 2
    third = 3
    monitoring.register_callback(TOOL, E.LINE, one)
    return third


def one(code, line):
    seen.append(f"one {line - code.co_firstlineno}")
    monitoring.register_callback(TOOL, E.LINE, two)
    seen.append("one goes on")


def two(code, line):
    seen.append(f"two {line - code.co_firstlineno}")
    monitoring.register_callback(TOOL, E.LINE, None)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, one)
monitoring.set_local_events(TOOL, watched.__code__, E.LINE)
seen = []
watched()
print(*seen, sep="\n")

monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
