# clauses: ERR-17
# level: order
# errata: entered_loop_error_leaves_frame

# The branch of a for loop into its body is a place like others: a try around the loop catches what
# a callback raises there, in the first round or in a later one.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(E, "BRANCH_LEFT") else ("BRANCH",)


class Boom(Exception):
    pass


def loop(items):
    try:
        for item in items:
            pass
        return "all rounds"
    except Boom:
        return "caught inside"


def callback(code, offset, destination):
    global branches
    branches += 1
    if branches == raise_at:
        raise Boom


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback)
for title, raise_at in (("first round", 1), ("second round", 2), ("never", 9)):
    branches = 0
    monitoring.set_local_events(TOOL, loop.__code__, sum(getattr(E, name) for name in NAMES))
    try:
        result = loop("ab")
    except Boom:
        result = "caught outside"
    monitoring.set_local_events(TOOL, loop.__code__, 0)
    print(f"{title}: {result}")

for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
