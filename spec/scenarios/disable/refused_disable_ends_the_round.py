# clauses: DISABLE-9
# level: order
# needs: exception_disable_raises
# behaviours: exception_disable_raises

# The ValueError of a refused DISABLE is an error like any other in a callback: the tools that were
# still to be served do not get this occurrence. They get the next one.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOLS = (1, 3, 5)


def watched():
    raise KeyError("original")


def callback_of(tool):
    def on_raise(code, offset, exception):
        if code is watched.__code__:
            seen.append(tool)
            return monitoring.DISABLE if tool == 3 else None

    return on_raise


for tool in TOOLS:
    monitoring.use_tool_id(tool, "scenario")
    monitoring.register_callback(tool, E.RAISE, callback_of(tool))
    monitoring.set_events(tool, E.RAISE)

for turn in (1, 2):
    seen = []
    try:
        watched()
    except (KeyError, ValueError) as error:
        print(f"turn {turn}: RAISE to {seen}, {type(error).__name__} comes out")

for tool in TOOLS:
    monitoring.set_events(tool, 0)
    monitoring.register_callback(tool, E.RAISE, None)
    monitoring.free_tool_id(tool)
