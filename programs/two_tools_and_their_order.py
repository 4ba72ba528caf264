# Several tools at once: up to six, each with its own masks and callbacks.
#
# At one event all tools that want it are called one after the other: CPython begins with the
# highest id. What one tool disables goes on for the others.
import sys

monitoring = sys.monitoring
events = monitoring.events

log = []


def step():
    return "done"


def make_callback(tool, answer):
    def on_start(code, offset):
        log.append(tool)
        return answer

    return on_start


# The order of registration plays no part: 2 comes first here, 5 is called first.
for tool, answer in ((2, None), (5, monitoring.DISABLE), (0, None)):
    monitoring.use_tool_id(tool, f"tool {tool}")
    monitoring.register_callback(tool, events.PY_START, make_callback(tool, answer))
    monitoring.set_local_events(tool, step.__code__, events.PY_START)

print("tools in use:", [monitoring.get_tool(i) for i in range(6)])

step()
print("first call, called in this order:", log)

log.clear()
step()
print("second call, tool 5 has disabled this place:", log)

# A tool that gives up its mask leaves the others alone.
monitoring.set_local_events(2, step.__code__, events.NO_EVENTS)
log.clear()
step()
print("third call, tool 2 has cleared its mask:", log)

log.clear()
monitoring.restart_events()
step()
print("after restart_events:", log)

for tool in (0, 2, 5):
    monitoring.set_local_events(tool, step.__code__, events.NO_EVENTS)
    monitoring.free_tool_id(tool)
