# clauses: LOCAL-3
# level: api

# set_local_events with more than one thing wrong: tool and set are converted, then come the code object, the
# tool's range, the group of CALL, the event numbers, and at last whether the tool is in use. set_events checks
# the group after the numbers.

import sys

M = sys.monitoring
E = M.events
code = (lambda: None).__code__
unknown = 1 << 30
ungrouped = E.C_RETURN
M.use_tool_id(2, "a tool")


def attempt(*arguments, function=M.set_local_events):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).split(' 0x')[0]}"  # without the set's number


print("all of a wrong type:      ", attempt("2", None, "32"))
print("tool too large, no code:  ", attempt(2**40, None, 0))
print("no code, set no int:      ", attempt(9, None, "32"))
print("no code, set too large:   ", attempt(9, None, 2**40))
print("no code, no tool:         ", attempt(9, None, unknown))
print("no tool, unknown event:   ", attempt(9, code, unknown))
print("unknown event, no CALL:   ", attempt(2, code, unknown | ungrouped))
print("unused, no CALL:          ", attempt(3, code, ungrouped))
print("unused, unknown event:    ", attempt(3, code, unknown))
print("unused:                   ", attempt(3, code, E.LINE))
print("get, no code, no tool:    ", attempt(9, None, function=M.get_local_events))
print("get, no tool:             ", attempt(9, code, function=M.get_local_events))
M.free_tool_id(2)
