# clauses: CB-8 AUDIT-1 AUDIT-3
# level: api

# Registering a callback, and unregistering it, raises an auditing event with the callback, or None, as its only
# argument. No other function of sys.monitoring raises one, nor do events.

import sys

M = sys.monitoring
E = M.events
seen = []
listening = True


def hook(name, arguments):
    if listening and "monitoring" in name:
        seen.append((name, *(getattr(argument, "__name__", argument) for argument in arguments)))


def work():
    return 1


def callback(code, offset):
    pass


def show(what):
    print(f"{what}: {seen}")
    seen.clear()


sys.addaudithook(hook)
M.use_tool_id(2, "a tool")
show("use_tool_id")
M.register_callback(2, E.PY_START, callback)
show("register")
M.register_callback(2, E.PY_START, callback)
show("register the same")
M.set_events(2, E.PY_START)
M.get_events(2)
M.set_local_events(2, work.__code__, E.PY_START)
M.get_local_events(2, work.__code__)
M.restart_events()
M.get_tool(2)
work()
M.set_local_events(2, work.__code__, 0)
M.set_events(2, 0)
show("set, get, restart and fire")
M.register_callback(2, E.PY_START, None)
show("unregister")
M.register_callback(2, E.PY_START, None)
show("unregister nothing")
M.register_callback(2, E.LINE, 5)
M.register_callback(2, E.LINE, None)
show("any object")
if hasattr(M, "clear_tool_id"):
    M.register_callback(2, E.PY_START, callback)
    seen.clear()
    M.clear_tool_id(2)
M.free_tool_id(2)
show("clear and free")
listening = False  # a hook cannot be taken away
