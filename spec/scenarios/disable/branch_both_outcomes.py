# clauses: DISABLE-14
# level: sides
# needs: not branch_sides

# Before 3.14 a branch is one location of one event: DISABLE at one outcome silences both. The if
# below goes yes, no, yes, no; the loop goes round twice and ends, three times over.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def choose(flag):
    if flag:
        return "yes"
    return "no"


def loop():
    for item in "ab":
        pass


def on_branch(code, offset, destination):
    seen.append(code.co_name)
    return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.BRANCH, on_branch)
for function, arguments in ((choose, (True, False, True, False)), (choose, (False, True)), (loop, ((), ()))):
    monitoring.set_local_events(TOOL, function.__code__, E.BRANCH)
    events = []
    for argument in arguments:
        seen = []
        function(*([] if argument == () else [argument]))
        events.append(len(seen))
    print(f"{function.__name__}{arguments}: events in each call {events}")
    monitoring.set_local_events(TOOL, function.__code__, 0)

monitoring.register_callback(TOOL, E.BRANCH, None)
monitoring.free_tool_id(TOOL)
