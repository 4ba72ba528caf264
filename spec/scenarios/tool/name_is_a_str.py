# clauses: TOOL-6
# level: api

# The name is a str, an empty one and one of a subclass too, and the very object is kept.
# Anything else is a ValueError, not the TypeError that one might expect.

import sys

M = sys.monitoring


class Name(str):
    pass


for name in ("plain", "", Name("of a subclass"), None, b"bytes", 5, ["list"]):
    try:
        M.use_tool_id(4, name)
        print(repr(name), "kept" if M.get_tool(4) is name else "lost")
        M.free_tool_id(4)
    except Exception as error:
        print(repr(name), type(error).__name__, M.get_tool(4))
