# clauses: DISABLE-3
# level: lines

# A line that is entered at several instructions is several locations: the sum below comes back to
# its first line for each operand, and each place answers DISABLE once before all is silent.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    total = (1 +
             len("x") +
             len("yy"))
    return total


def on_line(code, line):
    seen.append(line - code.co_firstlineno)
    return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, on_line)
monitoring.set_local_events(TOOL, watched.__code__, E.LINE)
for turn in (1, 2):
    seen = []
    watched()
    print(f"turn {turn}: {seen}")

monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
