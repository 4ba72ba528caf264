# clauses: DYN-4
# level: lines

# A change in a callee holds for the frames below it as soon as they go on: a Python caller, one that
# is called by native code (map), and the code that exec runs.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def switch_on(value=None):
    monitoring.set_events(TOOL, E.LINE)
    return value


def python_caller():
    switch_on()
    one = 1
    monitoring.set_events(TOOL, 0)


def through_map():
    numbers = list(map(switch_on, (1,)))
    one = 1
    monitoring.set_events(TOOL, 0)


def through_exec():
    exec("switch_on()\nlast = 1\n")
    one = 1
    monitoring.set_events(TOOL, 0)


def on_line(code, line):
    if code is not switch_on.__code__:
        seen.append(f"{code.co_name} {line - code.co_firstlineno}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, on_line)
for function in (python_caller, through_map, through_exec):
    seen = []
    function()
    print(f"{function.__name__}: {seen}")

monitoring.register_callback(TOOL, E.LINE, None)
monitoring.free_tool_id(TOOL)
