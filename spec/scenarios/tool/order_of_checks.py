# clauses: TOOL-7 TOOL-17
# level: api

# use_tool_id with more than one thing wrong: the id is converted, then its range is checked, then the name's
# type, then whether the id is free. The messages tell which check spoke; they are CPython's.

import sys

M = sys.monitoring
M.use_tool_id(2, "the first")


def attempt(tool, name):
    try:
        return M.use_tool_id(tool, name)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print("no int, no str:          ", attempt("2", 5))
print("too large, no str:       ", attempt(2**40, 5))
print("out of range, no str:    ", attempt(6, 5))
print("out of range, below:     ", attempt(-1, "below"))
print("in use, no str:          ", attempt(2, 5))
print("in use:                  ", attempt(2, "the first"))
M.free_tool_id(2)
try:
    M.set_events(2, 0)
except ValueError as error:
    print("not in use:              ", error)
