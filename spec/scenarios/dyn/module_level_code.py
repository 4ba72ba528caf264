# clauses: DYN-15
# level: lines

# The code of a module is code like any other: the line after the one that turns LINE on (1) is the
# first to be reported (2), and the one that turns it off (4) the last.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
THIS_CODE = sys._getframe().f_code
LINES = []
monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, lambda code, line: LINES.append(line) if code is THIS_CODE else None)

START = sys._getframe().f_lineno
monitoring.set_events(TOOL, E.LINE)
first = 1
second = 2
monitoring.set_events(TOOL, 0)
third = 3
print([line - START for line in LINES])

monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
