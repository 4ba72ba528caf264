# clauses: LINE-1 EXC-7
# level: lines

# An exception in the body of a with statement comes back to the line of the with, where the handler
# begins. This with is the last statement of its function, so in the bytecode the handler may well stand
# behind instructions of its own line: it begins the line all the same.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


class Suppressing:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return True


def watched(action):
    with Suppressing():
        action()


def on_line(code, line):
    lines.append(line - code.co_firstlineno)


def fail():
    raise KeyError


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, on_line)
monitoring.set_local_events(TOOL, watched.__code__, E.LINE)
for action in (int, fail):
    lines = []
    watched(action)
    print(f"{action.__name__}: lines {lines}")
monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
