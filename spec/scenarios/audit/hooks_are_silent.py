# clauses: AUDIT-4
# level: events

# An auditing hook is not monitored, nor what it calls, unless it has a true attribute __cantrace__. A hook that
# runs in a callback does not end the callback's own silence (REENT-1), whatever it asks for.

import sys

M = sys.monitoring
E = M.events
seen = []
listening = True


def helper():
    return 1


def hook(name, arguments):
    if listening and name == "test":
        seen.append("hook runs")
        helper()


def program():
    sys.audit("test")
    helper()


def started(code, offset):
    seen.append(f"{code.co_name} starts")
    if code is program_code:
        sys.audit("test")
        helper()
        seen.append("callback ends")


program_code = program.__code__  # to ask for it is audited as well, so it is asked for here
sys.addaudithook(hook)
M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, started)
for function in (hook, helper):
    M.set_local_events(2, function.__code__, E.PY_START)
for cantrace in (False, True):
    hook.__cantrace__ = cantrace
    program()
    print("cantrace", cantrace, seen)
    seen.clear()
    M.set_local_events(2, program_code, E.PY_START)
    program()
    M.set_local_events(2, program_code, 0)
    print("   in a callback too:", seen)
    seen.clear()
hook.__cantrace__ = listening = False  # a hook cannot be taken away
for function in (hook, helper):
    M.set_local_events(2, function.__code__, 0)
M.register_callback(2, E.PY_START, None)
M.free_tool_id(2)
