# clauses: BRANCH-2
# level: sides
# needs: branch_sides

# BRANCH_RIGHT of a for loop fires where only that side is on, whatever else is on at the same place.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def loop():
    for number in range(2):
        pass


def in_a_display():
    return [number for number in range(2)]


def over_a_generator():
    for number in (each for each in (1, 2)):
        pass


def right(code, offset, destination):
    if code in codes:
        seen.append(code.co_name)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.BRANCH_RIGHT, right)
functions = (loop, in_a_display, over_a_generator)
codes = [function.__code__ for function in functions]
for beside in ("NO_EVENTS", "LINE", "INSTRUCTION", "JUMP", "BRANCH_LEFT"):
    seen = []
    monitoring.set_events(TOOL, E.BRANCH_RIGHT | getattr(E, beside))
    for function in functions:
        function()
    monitoring.set_events(TOOL, 0)
    print(beside, *seen)
monitoring.register_callback(TOOL, E.BRANCH_RIGHT, None)
monitoring.free_tool_id(TOOL)
