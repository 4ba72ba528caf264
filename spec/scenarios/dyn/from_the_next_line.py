# clauses: DYN-2
# level: lines

# The running code itself sees a change from the next instruction on. LINE belongs to the start of a
# line, so that a line that turns it on is not reported: neither its own rest nor, as it stands on
# one line, the call after the semicolon. The line that turns it off has been.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    before = 1
    switch(E.LINE); ord("a")
    after = 2
    again = 3
    switch(0); ord("b")
    return after


def switch(events):
    if local:
        monitoring.set_local_events(TOOL, watched.__code__, events)
    else:
        monitoring.set_events(TOOL, events)


def on_line(code, line):
    if code is watched.__code__:
        seen.append(line - code.co_firstlineno)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, on_line)
for local in (False, True):
    seen = []
    watched()
    print(f"{'locally' if local else 'globally'}: {seen}")

monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
