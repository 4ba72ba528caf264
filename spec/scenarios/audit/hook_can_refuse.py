# clauses: AUDIT-2
# level: api

# The auditing event comes after the arguments were found good and before anything is changed: a hook that
# raises keeps the old callback in place, and its exception is what register_callback raises.

import sys

M = sys.monitoring
E = M.events
seen = []
refuse = False


def hook(name, arguments):
    if name == "sys.monitoring.register_callback" and refuse:
        seen.append("asked")
        raise PermissionError("refused")


def old(code, offset):
    seen.append("old")


def new(code, offset):
    seen.append("new")


def work():
    return 1


def attempt(tool, event, callback):
    try:
        return M.register_callback(tool, event, callback)
    except Exception as error:
        return type(error).__name__


sys.addaudithook(hook)
M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, old)
M.set_local_events(2, work.__code__, E.PY_START)
refuse = True
for what, arguments in {
    "another": (2, E.PY_START, new),
    "none": (2, E.PY_START, None),
    "no tool": (9, E.PY_START, new),
    "two events": (2, E.PY_START | E.LINE, new),
    "no event": (2, 1 << 30, new),
    "event no int": (2, "LINE", new),
}.items():
    print(f"{what}: {attempt(*arguments)}, then {work() and seen}")
    seen.clear()
refuse = False
print(M.register_callback(2, E.PY_START, None) is old)
M.set_local_events(2, work.__code__, 0)
M.free_tool_id(2)
