# clauses: CB-16
# level: lines
# behaviours: locals_snapshot

# A callback has a debugger's rights to the frame of the event: in a LINE callback it can set the line that comes
# next, and from 3.13 write the frame's local variables.

import sys

M = sys.monitoring
E = M.events


def work():
    done = []
    done.append("first")
    done.append("second")
    done.append("third")
    return done


def add(x):
    y = x
    return y


def skip(code, line):
    if line - code.co_firstlineno == 3:
        sys._getframe(1).f_lineno = line + 1


def write(code, line):
    if line - code.co_firstlineno == 2:
        sys._getframe(1).f_locals["y"] = "written"


M.use_tool_id(2, "a tool")
for function, arguments, callback in ((work, (), skip), (add, ("passed",), write)):
    M.register_callback(2, E.LINE, callback)
    M.set_local_events(2, function.__code__, E.LINE)
    print(callback.__name__, function(*arguments))
    M.set_local_events(2, function.__code__, 0)
M.register_callback(2, E.LINE, None)
M.free_tool_id(2)
