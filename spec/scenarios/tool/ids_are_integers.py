# clauses: TOOL-3 TOOL-4
# level: api

# What is an integer to operator.index is an id; what is none is a TypeError; what does not fit in a C int is
# an OverflowError, also where another argument is wrong as well: ids are converted before anything is checked.

import sys

M = sys.monitoring


class Two:
    def __index__(self):
        return 2


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__


functions = {
    "get_tool": M.get_tool,
    "set_events": lambda tool: M.set_events(tool, -1),
    "set_local_events": lambda tool: M.set_local_events(tool, "no code", -1),
    "get_local_events": lambda tool: M.get_local_events(tool, "no code"),
    "register_callback": lambda tool: M.register_callback(tool, 0, None),
    "free_tool_id": M.free_tool_id,
}
for tool in (1.0, "1", None, 2**31, 2**64, -(2**31) - 1, -(2**64)):
    print(f"{tool!r:22} use_tool_id", attempt(M.use_tool_id, tool, "a tool"), "| name no str:", attempt(M.use_tool_id, tool, 5))
for name, function in functions.items():
    print(f"{name:18}", attempt(function, 1.0), attempt(function, 2**31), attempt(function, -(2**64)))

print("True", attempt(M.use_tool_id, True, "one"), "->", M.get_tool(1))
print("__index__", attempt(M.use_tool_id, Two(), "two"), "->", M.get_tool(2))
M.free_tool_id(True)
M.free_tool_id(Two())
print("freed", M.get_tool(1), M.get_tool(2))
