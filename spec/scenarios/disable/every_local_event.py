# clauses: DISABLE-13
# level: events

# Every event that belongs to a location can be disabled there. The program runs twice for each
# event; its callback always answers DISABLE, so that the second run is silent.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
NAMES = ["PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "CALL", "LINE", "INSTRUCTION", "JUMP", "STOP_ITERATION"]
NAMES += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(E, "BRANCH_LEFT") else ["BRANCH"]


def inner():
    yield 1
    return 2


def watched():
    total = 0
    for number in (1, 2):
        if number == 1:
            total += number
        else:
            total -= number
    return total + (yield from inner())


def callback(code, *details):
    global count
    count += 1
    return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "scenario")
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(E, name), callback)
    for code in (watched.__code__, inner.__code__):
        monitoring.set_local_events(TOOL, code, getattr(E, name))
    counts = []
    for turn in (1, 2):
        count = 0
        list(watched())
        counts.append(count)
    print(f"{name}: {'fires' if counts[0] else 'is silent'}, then {'fires' if counts[1] else 'is silent'}")
    for code in (watched.__code__, inner.__code__):
        monitoring.set_local_events(TOOL, code, 0)
    monitoring.register_callback(TOOL, getattr(E, name), None)

monitoring.free_tool_id(TOOL)
