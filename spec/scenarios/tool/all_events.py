# clauses: TOOL-16
# level: api

# _all_events, for debugging: each event that some tool has set globally, with the tools as bits (tool N is
# bit N). Events set for one code object, and callbacks, do not count.

import sys

M = sys.monitoring
E = M.events


def work():
    pass


print(M._all_events())
for tool in (0, 2, 5):
    M.use_tool_id(tool, "a tool")
M.set_events(0, E.LINE)
M.set_events(2, E.LINE | E.CALL | E.RAISE)
M.set_events(5, E.RAISE)
M.set_local_events(5, work.__code__, E.PY_START)
M.register_callback(5, E.JUMP, print)
found = M._all_events()
for tool in (0, 2, 5):
    M.set_events(tool, 0)
print(sorted(found.items()))
print(M._all_events())
M.register_callback(5, E.JUMP, None)
M.set_local_events(5, work.__code__, 0)
for tool in (0, 2, 5):
    M.free_tool_id(tool)
