# clauses: LIFE-6
# level: events
# behaviours: free_tool_id_clears

# A callback that frees its own id: from 3.14 the tool's events stop with this one, in the running code too.
# Until 3.13 they go on.

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    first = 1
    second = 2
    third = 3
    return first + second + third


def note(code, line):
    if code is work.__code__:
        seen.append(line - code.co_firstlineno)
        if len(seen) == 2:
            M.free_tool_id(2)


M.use_tool_id(2, "a tool")
M.register_callback(2, E.LINE, note)
M.set_events(2, E.LINE)
result = work()
print(result, seen, M.get_tool(2))
M.use_tool_id(2, "a tool")
M.set_events(2, 0)
M.register_callback(2, E.LINE, None)
M.free_tool_id(2)
