# clauses: LIFE-1 LIFE-2
# level: events
# behaviours: free_tool_id_clears

# What becomes of a tool's events and callbacks when its id is freed. Until 3.13 nothing: they go on, nobody can
# change them while the id is free, and the next owner inherits them. From 3.14 they are gone.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def show(what):
    work()
    names = [name for name in ("PY_START", "PY_RETURN", "LINE") if M.get_events(2) & getattr(E, name)]
    print(f"{what}: name {M.get_tool(2)}, set {names}, seen {seen}")
    seen.clear()


def note(name):
    def callback(code, *rest):
        if code is work.__code__:
            seen.append(name)

    callback.__name__ = name
    M.register_callback(2, getattr(E, name), callback)


M.use_tool_id(2, "first owner")
note("PY_START")
note("PY_RETURN")
M.set_events(2, E.PY_START)
M.set_local_events(2, work.__code__, E.PY_RETURN)
show("in use")
M.free_tool_id(2)
show("freed")
for function, arguments in ((M.set_events, (2, 0)), (M.set_local_events, (2, work.__code__, 0))):
    try:
        function(*arguments)
    except ValueError:
        print("ValueError")
M.use_tool_id(2, "second owner")
show("used again")
callbacks = [M.register_callback(2, event, None) for event in (E.PY_START, E.PY_RETURN)]
print("callbacks found:", [callback and callback.__name__ for callback in callbacks])
# What the next owner registers is called for what it sets, and for what it has inherited.
note("PY_START")
note("PY_RETURN")
show("registered again")
M.set_events(2, E.PY_RETURN)
show("set again")
M.set_events(2, 0)
M.set_local_events(2, work.__code__, 0)
for event in (E.PY_START, E.PY_RETURN):
    M.register_callback(2, event, None)
M.free_tool_id(2)
