# clauses: TOOL-11 TOOL-9
# level: api
# behaviours: clear_tool_id

# clear_tool_id, where there is one: the id stays in use under its name, its events and callbacks are gone.
# Of an id that is not in use it does nothing.

import sys

M = sys.monitoring
E = M.events

if not hasattr(M, "clear_tool_id"):
    print("there is no clear_tool_id")
else:
    seen = []

    def work():
        return 1

    for tool in (2, 3):
        M.use_tool_id(tool, f"tool {tool}")
        M.register_callback(tool, E.PY_START, lambda code, offset, tool=tool: seen.append(tool))
        M.set_events(tool, E.PY_START)
    work()
    print("both see", sorted(seen))
    seen.clear()

    print("clear_tool_id gives", M.clear_tool_id(2))
    print("name", M.get_tool(2), "events", M.get_events(2))
    work()
    print("one sees", seen)
    print("callback", M.register_callback(2, E.PY_START, None))
    print("the other's name", M.get_tool(3), "callback there", M.register_callback(3, E.PY_START, None) is not None)
    for tool in (2, 3):
        M.free_tool_id(tool)

    # A callback may wait for an id to come into use (CB-1); neither of these takes it away.
    M.register_callback(2, E.PY_START, work)
    print("of a free id", M.clear_tool_id(2), M.get_tool(2), M.free_tool_id(2))
    print("callback still there", M.register_callback(2, E.PY_START, None) is work)
