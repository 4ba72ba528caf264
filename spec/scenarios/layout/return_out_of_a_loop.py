# clauses: LAYOUT-4
# level: sides
# behaviours: loops_hold_two_values

# A return of a name out of a for loop, reached from a chained comparison: since 3.15 the loop has two values on the stack
# to drop, one more instruction than may be copied, and the JUMP over what the comparison leaves behind stays.
import sys

monitoring = sys.monitoring
TOOL = monitoring.DEBUGGER_ID


def first_small(values):
    for value in values:
        if value and (0 <= value < 10):
            return value
    return None


def jumped(code, offset, destination):
    """Print from which line to which a JUMP leads."""
    lines = []
    for at in (offset, destination):
        lines += [line - code.co_firstlineno for start, end, line in code.co_lines() if start <= at < end]
    print("JUMP from line", lines[0], "to line", lines[1])


monitoring.use_tool_id(TOOL, "jumps")
monitoring.register_callback(TOOL, monitoring.events.JUMP, jumped)
monitoring.set_local_events(TOOL, first_small.__code__, monitoring.events.JUMP)
print(first_small([20, 5]))
monitoring.set_local_events(TOOL, first_small.__code__, 0)
monitoring.register_callback(TOOL, monitoring.events.JUMP, None)
monitoring.free_tool_id(TOOL)
