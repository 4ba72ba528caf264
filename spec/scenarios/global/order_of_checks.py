# clauses: GLOBAL-3
# level: api

# set_events with more than one thing wrong: both arguments are converted, then come the tool's range, the
# event numbers, the group of CALL, and at last whether the tool is in use. The messages tell which check spoke.

import sys

M = sys.monitoring
E = M.events
unknown = -1
ungrouped = E.C_RETURN
M.use_tool_id(2, "a tool")


def attempt(tool, events):
    try:
        return M.set_events(tool, events)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).split(' 0x')[0]}"  # without the set's number


print("tool and set no int:      ", attempt("2", "32"))
print("tool too large, set no int", attempt(2**40, "32"))
print("no tool, set no int:      ", attempt(9, "32"))
print("no tool, set too large:   ", attempt(9, 2**40))
print("no tool, unknown event:   ", attempt(9, unknown))
print("unused, unknown event:    ", attempt(3, unknown))
print("used, unknown event:      ", attempt(2, unknown))
print("unknown event, no CALL:   ", attempt(2, E.C_RETURN | 1 << 30))
print("unused, no CALL:          ", attempt(3, ungrouped))
print("used, no CALL:            ", attempt(2, ungrouped))
print("unused:                   ", attempt(3, E.LINE))
M.free_tool_id(2)
