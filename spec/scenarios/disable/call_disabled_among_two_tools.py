# clauses: DISABLE-6
# level: order

# Once two tools have shared an event of the code, a tool that disables CALL loses the C_RETURN of
# the current call too: who gets it is asked anew when the call has returned. It is so whether the
# one that disables is served first or last, and stays so when the other tool has gone.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOLS = (1, 3)


def watched():
    ord("a")


def callback_of(tool, name):
    def callback(code, offset, callable, arg0):
        seen.append(f"{name} to {tool}")
        return monitoring.DISABLE if (name, tool) == ("CALL", answers_disable) else None

    return callback


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


for tool in TOOLS:
    monitoring.use_tool_id(tool, "scenario")
    for name in ("CALL", "C_RETURN"):
        monitoring.register_callback(tool, getattr(E, name), callback_of(tool, name))

for answers_disable in TOOLS:
    for tool in TOOLS:
        monitoring.set_local_events(tool, watched.__code__, E.CALL)
    for turn in (1, 2):
        run(f"tool {answers_disable} disables, turn {turn}")
    for tool in TOOLS:
        monitoring.set_local_events(tool, watched.__code__, 0)

answers_disable = 3
monitoring.set_local_events(3, watched.__code__, E.CALL)
for turn in (1, 2):
    run(f"tool 3 alone, turn {turn}")
monitoring.set_local_events(3, watched.__code__, 0)

for tool in TOOLS:
    for name in ("CALL", "C_RETURN"):
        monitoring.register_callback(tool, getattr(E, name), None)
    monitoring.free_tool_id(tool)
