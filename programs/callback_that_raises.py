# An exception that leaves a callback is raised in the watched program, at the place of the event.
#
# Useful for a tool that stops a runaway program; a trap for a tool with a bug.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 3


class Budget(Exception):
    pass


budget = 0


def spend(code, line):
    global budget
    budget -= 1
    if budget < 0:
        # Ten lines to clean up: an exception handler's lines are watched like any other.
        budget = 10
        raise Budget(f"out of lines in {code.co_name}")


def endless():
    n = 0
    while True:
        n += 1


def careful():
    try:
        n = 1
        n = 2
        n = 3
    except Budget:
        return "the program caught it itself"
    return "not stopped"


def run(function, lines):
    global budget
    budget = lines
    monitoring.set_local_events(TOOL, function.__code__, events.LINE)
    try:
        return function()
    except Budget as error:
        return f"stopped: {error}"
    finally:
        monitoring.set_local_events(TOOL, function.__code__, events.NO_EVENTS)


monitoring.use_tool_id(TOOL, "budget")
monitoring.register_callback(TOOL, events.LINE, spend)

print(run(endless, 1000))
print(run(careful, 100))
print(run(careful, 2))
monitoring.free_tool_id(TOOL)
