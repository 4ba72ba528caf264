# clauses: CB-9
# level: events
# behaviours: branch_sides legacy_branch_event

# From 3.14 a callback registered for BRANCH is one for both sides, called as it was. The sides can then be
# changed one by one; what registering returns is always the tool's own object, what it returns for BRANCH is
# the left side's.

import sys

M = sys.monitoring
E = M.events
seen = []


def work(x):
    if x:
        return 1
    return 2


def old(code, offset, to):
    seen.append("old")


def new(code, offset, to):
    seen.append("new")


def name(callback):
    return callback and callback.__name__


def show(what):
    work(True)
    work(False)
    print(f"{what}: {seen}")
    seen.clear()


M.use_tool_id(2, "a tool")
M.set_local_events(2, work.__code__, E.BRANCH)
print("previous", M.register_callback(2, E.BRANCH, old))
show("BRANCH old")
if hasattr(E, "BRANCH_LEFT"):
    print("previous left", name(M.register_callback(2, E.BRANCH_LEFT, new)))
    show("left new")
    print("previous right", name(M.register_callback(2, E.BRANCH_RIGHT, None)))
    show("right none")
print("previous", name(M.register_callback(2, E.BRANCH, old)))
print("previous", name(M.register_callback(2, E.BRANCH, new)))
show("BRANCH new")
print("previous", name(M.register_callback(2, E.BRANCH, None)))
show("BRANCH none")
M.set_local_events(2, work.__code__, 0)
M.free_tool_id(2)
