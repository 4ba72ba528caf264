# clauses: ORDER-5 ORDER-6
# level: order

# Which tools get an event is fixed before the first of them is called: one that is turned off meanwhile still
# gets it, one that is turned on does not. Which callback a tool has is looked up when its turn comes: one that
# was taken away is not called, one that was put in its place is.

import sys

M = sys.monitoring
E = M.events
seen = []
higher, lower = 4, 1


def work():
    return 1


def old(code, offset):
    seen.append("lower: old")


def new(code, offset):
    seen.append("lower: new")


def show(what, action, events=E.PY_START):
    def first(code, offset):
        seen.append("higher")
        if seen.count("higher") == 1:
            action()

    M.register_callback(higher, E.PY_START, first)
    M.register_callback(lower, E.PY_START, old)
    M.set_local_events(higher, work.__code__, E.PY_START)
    M.set_local_events(lower, work.__code__, events)
    work()
    this = seen.copy()
    seen.clear()
    seen.append("higher")  # so that the action is not done again
    work()
    print(f"{what}: this time {this}, then {seen[1:]}")
    seen.clear()
    for tool in (higher, lower):
        M.set_events(tool, 0)
        M.set_local_events(tool, work.__code__, 0)
        M.register_callback(tool, E.PY_START, None)


for tool in (higher, lower):
    M.use_tool_id(tool, "a tool")
show("lower turned off", lambda: M.set_local_events(lower, work.__code__, 0))
show("lower turned on", lambda: M.set_local_events(lower, work.__code__, E.PY_START), 0)
show("itself turned off", lambda: M.set_local_events(higher, work.__code__, 0))
show("lower unregistered", lambda: M.register_callback(lower, E.PY_START, None))
show("lower replaced", lambda: M.register_callback(lower, E.PY_START, new))
show("itself unregistered", lambda: M.register_callback(higher, E.PY_START, None))
for tool in (higher, lower):
    M.free_tool_id(tool)
