# restart_events() wakes every disabled place again, of all tools at once.
#
# A tool that disables what it has seen uses it to begin a new measurement: a coverage tool that
# wants to know what each test reaches calls it between two tests.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.COVERAGE_ID

reached = []


def classify(n):
    if n < 0:
        return "negative"
    if n == 0:
        return "zero"
    return "positive"


def on_line(code, line):
    reached.append(line - code.co_firstlineno)
    return monitoring.DISABLE


def run(n):
    reached.clear()
    answer = classify(n)
    print(f"classify({n}) is {answer}: new lines {reached}")


monitoring.use_tool_id(TOOL, "per test")
monitoring.register_callback(TOOL, events.LINE, on_line)
monitoring.set_local_events(TOOL, classify.__code__, events.LINE)

print("without a restart, each run reports only what is new")
run(-1)
run(0)
run(1)
run(1)

print("with a restart before each run, all that is reached")
for value in (-1, 0, 1, 1):
    monitoring.restart_events()
    run(value)

monitoring.set_local_events(TOOL, classify.__code__, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)
