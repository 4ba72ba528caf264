# clauses: LOCAL-14
# level: events

# set_local_events is carried out before it returns; a global set reaches code that is not running only when
# that code is next entered. One can tell: turned off and on again in between, a local event is new and what
# was disabled comes back, while the code never noticed that a global event was off.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    return 1


def started(code, offset):
    if code is work.__code__:
        seen.append("start")
        return M.DISABLE


def show(what, turn):
    turn(E.PY_START)
    work()
    work()
    turn(0)
    turn(E.PY_START)
    work()
    turn(0)
    work()
    print(what, seen)
    seen.clear()
    M.restart_events()


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, started)
show("local: ", lambda events: M.set_local_events(2, work.__code__, events))
show("global:", lambda events: M.set_events(2, events))
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
