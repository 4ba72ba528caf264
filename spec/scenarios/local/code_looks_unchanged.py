# clauses: LOCAL-11
# level: api

# Monitoring shows nowhere in the code object: bytes, equality and hash are as before, also after it ran.

import sys

M = sys.monitoring
E = M.events


def work(n):
    for i in range(n):
        if i:
            len("")
    return n


def shape():
    code = work.__code__
    return code.co_code, hash(code), list(code.co_lines()), code.co_consts, code.co_names, code == copy, copy == code


copy = work.__code__.replace()
before = shape()
M.use_tool_id(2, "a tool")
M.set_local_events(2, work.__code__, E.PY_START | E.LINE | E.INSTRUCTION | E.CALL | E.BRANCH | E.JUMP | E.PY_RETURN)
print("set:", shape() == before)
work(3)
print("run:", shape() == before)
M.set_local_events(2, work.__code__, 0)
M.free_tool_id(2)
print("off:", shape() == before, before[-2:])
