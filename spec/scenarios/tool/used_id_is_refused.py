# clauses: TOOL-5
# level: api

# One tool to an id: a second use_tool_id is a ValueError, also with the same name, and changes nothing.

import sys

M = sys.monitoring


def attempt(name):
    try:
        return M.use_tool_id(2, name)
    except ValueError:
        return "ValueError"


print(attempt("first"), M.get_tool(2))
print(attempt("second"), M.get_tool(2))
print(attempt("first"), M.get_tool(2))
M.free_tool_id(2)
print(attempt("second"), M.get_tool(2))
M.free_tool_id(2)
