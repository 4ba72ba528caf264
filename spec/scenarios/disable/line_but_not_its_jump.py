# clauses: DISABLE-1
# level: lines

# A line can consist of one instruction: `continue` is a jump. LINE and JUMP then happen at one place,
# and DISABLE from one of them leaves the other as it is.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    for number in range(4):
        if number < 3:
            continue
        number += 1


def on_line(code, line):
    if line - code.co_firstlineno == 3:
        seen["LINE of continue"] += 1
    return monitoring.DISABLE if disabling == "LINE" else None


def on_jump(code, offset, destination):
    lines = [line for start, end, line in code.co_lines() if start <= offset < end]
    if lines[0] - code.co_firstlineno == 3:
        seen["JUMP of continue"] += 1
    return monitoring.DISABLE if disabling == "JUMP" else None


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.LINE, on_line)
monitoring.register_callback(TOOL, E.JUMP, on_jump)
monitoring.set_local_events(TOOL, watched.__code__, E.LINE | E.JUMP)
for disabling in ("nothing", "LINE", "JUMP"):
    monitoring.restart_events()
    seen = {"LINE of continue": 0, "JUMP of continue": 0}
    watched()
    print(f"{disabling} disabled:", seen)
monitoring.set_local_events(TOOL, watched.__code__, 0)
monitoring.register_callback(TOOL, E.LINE, None)
monitoring.register_callback(TOOL, E.JUMP, None)
monitoring.free_tool_id(TOOL)
