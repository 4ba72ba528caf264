# clauses: DISABLE-1
# level: order

# Tools disable each for themselves. Three tools watch one place; each in turn is the only one to
# answer DISABLE, and the other two, whether served before or after it, go on.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOLS = (1, 3, 5)


def watched():
    return 1


def callback_of(tool):
    def on_start(code, offset):
        seen.append(tool)
        return monitoring.DISABLE if tool == answers_disable else None

    return on_start


for tool in TOOLS:
    monitoring.use_tool_id(tool, "scenario")
    monitoring.register_callback(tool, E.PY_START, callback_of(tool))
    monitoring.set_local_events(tool, watched.__code__, E.PY_START)

for answers_disable in (3, 5, 1):
    for turn in (1, 2):
        seen = []
        watched()
        print(f"tool {answers_disable} disables, turn {turn}: {sorted(seen)}")

for tool in TOOLS:
    monitoring.set_local_events(tool, watched.__code__, 0)
    monitoring.register_callback(tool, E.PY_START, None)
    monitoring.free_tool_id(tool)
