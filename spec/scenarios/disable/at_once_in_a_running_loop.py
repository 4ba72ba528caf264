# clauses: DISABLE-4
# level: order

# The very next time the location is reached the event is gone, also in the loop that is running:
# the third of five rounds answers DISABLE.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    for number in (1, 2, 3, 4, 5):
        rounds.append(number)
        abs(number)


def on_call(code, offset, callable, arg0):
    if callable is abs:
        seen.append(("CALL", arg0))
        return monitoring.DISABLE if arg0 == 3 else None


def on_line(code, line):
    if line - code.co_firstlineno == 3:
        seen.append(("LINE", rounds[-1]))
        return monitoring.DISABLE if rounds[-1] == 4 else None


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.register_callback(TOOL, E.LINE, on_line)
monitoring.set_local_events(TOOL, watched.__code__, E.CALL | E.LINE)
rounds, seen = [], []
watched()
for event in seen:
    print(*event)
print("rounds run:", rounds)

monitoring.set_local_events(TOOL, watched.__code__, 0)
for event in (E.CALL, E.LINE):
    monitoring.register_callback(TOOL, event, None)
monitoring.free_tool_id(TOOL)
