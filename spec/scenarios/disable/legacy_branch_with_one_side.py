# clauses: DISABLE-17
# level: sides
# needs: legacy_branch_event
# errata: branch_callback_needs_its_source

# A callback of the deprecated BRANCH is a callback for both sides. A tool that has only one side on
# gets that side, as with a callback of its own.
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


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.BRANCH, on_branch)
for side in ("BRANCH_LEFT", "BRANCH_RIGHT"):
    for function, calls in ((choose, (True, False, True, False)), (loop, ("", "ab", "", "ab"))):
        monitoring.set_local_events(TOOL, function.__code__, getattr(E, side))
        events = []
        for argument in calls:
            count = 0
            function(argument)
            events.append(count)
        print(f"{side} in {function.__name__}: events in each call {events}")
        monitoring.set_local_events(TOOL, function.__code__, 0)

monitoring.register_callback(TOOL, E.BRANCH, None)
monitoring.free_tool_id(TOOL)
