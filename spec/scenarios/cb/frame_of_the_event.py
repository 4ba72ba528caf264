# clauses: CB-12 CB-20
# level: lines

# In a callback sys._getframe(1) is the frame where the event happens; it stands at the event: its code is the
# one passed, its f_lasti the offset passed, its f_lineno the line, its locals are what they are at that moment.

import sys

M = sys.monitoring
E = M.events
seen = []


def work(x):
    y = x + 1
    return y


def note(code, offset, *rest):
    frame = sys._getframe(1)
    seen.append(
        (
            "frame's code is passed:", frame.f_code is code is work.__code__,
            "stands at the offset:", frame.f_lasti == offset,
            "caller:", frame.f_back.f_code.co_name,
            "line:", frame.f_lineno - code.co_firstlineno,
            "locals:", dict(frame.f_locals),
        )
    )


def note_line(code, line):
    frame = sys._getframe(1)
    seen.append(("line passed is the frame's:", frame.f_lineno == line, "locals:", dict(frame.f_locals)))


def caller():
    work(1)


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_START, note)
M.register_callback(2, E.PY_RETURN, note)
M.register_callback(2, E.LINE, note_line)
M.set_local_events(2, work.__code__, E.PY_START | E.LINE | E.PY_RETURN)
caller()
M.set_local_events(2, work.__code__, 0)
for entry in seen:
    print(*entry)
for event in (E.PY_START, E.PY_RETURN, E.LINE):
    M.register_callback(2, event, None)
M.free_tool_id(2)
