# clauses: TOOL-1 TOOL-9 TOOL-10
# level: api

# An id is in use from use_tool_id to free_tool_id. Only then has it a name, and only that id has it.

import sys

M = sys.monitoring


def names():
    return [M.get_tool(tool) for tool in range(6)]


print("at first", names())
print("use_tool_id gives", M.use_tool_id(3, "three"))
print("use_tool_id gives", M.use_tool_id(0, "zero"))
print("in use", names())
print("free_tool_id gives", M.free_tool_id(3))
print("one freed", names())
# An id that is free may be freed again: nothing happens, to it or to another.
print("free_tool_id of a free id gives", M.free_tool_id(3), M.free_tool_id(5))
print("as before", names())
# A freed id can be used again, by another tool.
M.use_tool_id(3, "third")
print("used again", names())
for tool in (0, 3):
    M.free_tool_id(tool)
print("at last", names())
