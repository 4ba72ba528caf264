# clauses: LAYOUT-20
# level: lines
# behaviours: bound_has_own_position

# The bound of a type parameter is computed by a function of its own when it is first asked for. It
# returns at the place of the bound, in 3.12 at that of the whole parameter.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


def generic[Element: int](): ...


def show(code, offset, value):
    if code.co_name == "Element":
        print("PY_RETURN", place(code, offset), value)


def place(code, offset):
    line, _, column, end = list(code.co_positions())[offset // 2]
    return f"{line - code.co_firstlineno}:{column}-{end}"


monitoring.use_tool_id(TOOL, "layout")
monitoring.register_callback(TOOL, events.PY_RETURN, show)
monitoring.set_events(TOOL, events.PY_RETURN)
bound = generic.__type_params__[0].__bound__
monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, events.PY_RETURN, None)
monitoring.free_tool_id(TOOL)
print(bound)
