# clauses: TOOL-2
# level: api

# Six tools, 0 to 5: each function that takes an id accepts these and refuses the neighbours on both sides.
# (6 and 7 are what CPython uses for sys.setprofile and sys.settrace; they are not reachable from here.)

import sys

M = sys.monitoring
code = (lambda: None).__code__
calls = {
    "use_tool_id": lambda tool: M.use_tool_id(tool, "a tool"),
    "get_tool": M.get_tool,
    "get_events": M.get_events,
    "set_events": lambda tool: M.set_events(tool, 0),
    "get_local_events": lambda tool: M.get_local_events(tool, code),
    "set_local_events": lambda tool: M.set_local_events(tool, code, 0),
    "register_callback": lambda tool: M.register_callback(tool, M.events.LINE, None),
    "free_tool_id": M.free_tool_id,
}


def accepts(call, tool):
    try:
        call(tool)
        return True
    except ValueError:
        return False


for name, call in calls.items():
    print(f"{name:18}", [tool for tool in (-2147483648, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 255, 2147483647) if accepts(call, tool)])
