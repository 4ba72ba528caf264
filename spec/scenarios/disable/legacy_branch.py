# clauses: DISABLE-16
# level: sides
# needs: legacy_branch_event
# behaviours: legacy_branch_event

# From 3.14 a callback of the deprecated BRANCH serves both sides, and its DISABLE takes one side or
# both: both if it came from the side that stands at the branch instruction itself (an if: right, a
# for: left), and one otherwise. `first` is the side that comes first and is disabled.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def choose(flag):
    if flag:
        return "yes"
    return "no"


def loop(items):
    for item in items:
        pass


def on_branch(code, offset, destination):
    global count
    count += 1
    return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.BRANCH, on_branch)
for title, function, calls in (
    ("an if, left first", choose, (True, False, True, False)),
    ("an if, right first", choose, (False, True, False, True)),
    ("a for, left first", loop, ("ab", "ab", "")),
    ("a for, right first", loop, ("", "ab", "")),
):
    monitoring.set_local_events(TOOL, function.__code__, E.BRANCH)
    events = []
    for argument in calls:
        count = 0
        function(argument)
        events.append(count)
    print(f"{title}: events in each call {events}")
    monitoring.set_local_events(TOOL, function.__code__, 0)

monitoring.register_callback(TOOL, E.BRANCH, None)
monitoring.free_tool_id(TOOL)
