# clauses: CB-15 DISABLE-1
# level: order

# Two tools listen to the same event. Whatever one of them answers, only DISABLE means something, and only for it.
import sys

monitoring = sys.monitoring
events = monitoring.events
FIRST, SECOND = 3, 1
seen = []


def work():
    return "result"


def answering(tool, answer):
    def callback(code, offset, value):
        seen.append(tool)
        return answer

    return callback


for tool in (FIRST, SECOND):
    monitoring.use_tool_id(tool, "a tool")
    monitoring.set_local_events(tool, work.__code__, events.PY_RETURN)
for name, answer in (
    ("False", False),
    ("MISSING", monitoring.MISSING),
    ("a string", "DISABLE"),
    ("DISABLE", monitoring.DISABLE),
):
    monitoring.register_callback(FIRST, events.PY_RETURN, answering("first", answer))
    monitoring.register_callback(SECOND, events.PY_RETURN, answering("second", None))
    work()
    work()
    print("the first answers", name + ":", *seen)
    seen.clear()
for tool in (FIRST, SECOND):
    monitoring.set_local_events(tool, work.__code__, 0)
    monitoring.register_callback(tool, events.PY_RETURN, None)
    monitoring.free_tool_id(tool)
