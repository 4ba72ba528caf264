# clauses: ERR-20
# level: order

# When a for loop is exhausted, its branch goes to what stands behind the loop, and an error of the
# callback is raised there. If that is still in the try block the error is caught; if the loop is the
# last statement of the block, what stands behind it is outside.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(E, "BRANCH_LEFT") else ("BRANCH",)


class Boom(Exception):
    pass


def statement_behind(items):
    try:
        for item in items:
            pass
        done = True
    except Boom:
        return "caught inside"


def nothing_behind(items):
    try:
        for item in items:
            pass
    except Boom:
        return "caught inside"


def callback(code, offset, destination):
    global to_raise
    if to_raise:
        to_raise = False
        raise Boom


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback)
for function in (statement_behind, nothing_behind):
    to_raise = True
    monitoring.set_local_events(TOOL, function.__code__, sum(getattr(E, name) for name in NAMES))
    try:
        result = function("")
    except Boom:
        result = "caught outside"
    monitoring.set_local_events(TOOL, function.__code__, 0)
    print(f"{function.__name__}: {result}")

for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
