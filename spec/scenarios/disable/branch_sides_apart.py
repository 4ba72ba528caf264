# clauses: DISABLE-15
# level: sides
# needs: branch_sides
# behaviours: branch_sides

# From 3.14 the two sides of a branch are disabled each on its own. One callback answers DISABLE on
# one side only; the other side keeps coming.
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


def callback_of(side):
    def on_branch(code, offset, destination):
        seen.append(side)
        return monitoring.DISABLE if side in answer_disable else None

    return on_branch


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.BRANCH_LEFT, callback_of("left"))
monitoring.register_callback(TOOL, E.BRANCH_RIGHT, callback_of("right"))
for answer_disable in (("left",), ("right",), ("left", "right")):
    print("disabled:", *answer_disable)
    for function, calls in ((choose, ((True,), (False,), (True,), (False,))), (loop, ((), ()))):
        monitoring.set_local_events(TOOL, function.__code__, E.BRANCH_LEFT | E.BRANCH_RIGHT)
        events = []
        for arguments in calls:
            seen = []
            function(*arguments)
            events.append(" ".join(seen) or "-")
        print(f"  {function.__name__}: {' | '.join(events)}")
        monitoring.set_local_events(TOOL, function.__code__, 0)

monitoring.register_callback(TOOL, E.BRANCH_LEFT, None)
monitoring.register_callback(TOOL, E.BRANCH_RIGHT, None)
monitoring.free_tool_id(TOOL)
