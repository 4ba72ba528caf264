# clauses: DISABLE-25
# level: lines
# errata: second_tool_revives_disabled_lines

# What one tool has disabled stays disabled when another tool turns the same event on: other tools'
# changes are none of its business (DISABLE-1). Tool 3 disables each line; then tool 1 wants LINE.
import sys

monitoring = sys.monitoring
E = monitoring.events
FIRST, SECOND = 3, 1


def watched():
    first = 1
    second = 2
    return first + second


def disabling(code, line):
    seen.append(f"{FIRST}:{line - code.co_firstlineno}")
    return monitoring.DISABLE


def keeping(code, line):
    seen.append(f"{SECOND}:{line - code.co_firstlineno}")


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


monitoring.use_tool_id(FIRST, "first")
monitoring.use_tool_id(SECOND, "second")
monitoring.register_callback(FIRST, E.LINE, disabling)
monitoring.register_callback(SECOND, E.LINE, keeping)
monitoring.set_local_events(FIRST, watched.__code__, E.LINE)
run("tool 3 alone")
run("disabled")
monitoring.set_local_events(SECOND, watched.__code__, E.LINE)
run("tool 1 joins")
run("again")
monitoring.set_local_events(SECOND, watched.__code__, 0)
monitoring.set_local_events(SECOND, watched.__code__, E.LINE)
run("tool 1 leaves and joins")

for tool in (FIRST, SECOND):
    monitoring.set_local_events(tool, watched.__code__, 0)
    monitoring.register_callback(tool, E.LINE, None)
    monitoring.free_tool_id(tool)
