# clauses: DISABLE-1
# level: order

# DISABLE turns off one event at one code location. Two calls of the same function on the same line
# are two locations; so is the same text in another function.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def first():
    len("a"); len("bb")
    len("ccc")


def second():
    len("a"); len("bb")


def on_call(code, offset, callable, arg0):
    if callable is not len:
        return None
    seen.append(f"{code.co_name} {arg0}")
    return monitoring.DISABLE if code is first.__code__ and arg0 == "bb" else None


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.set_events(TOOL, E.CALL)
for turn in (1, 2, 3):
    seen = []
    first()
    second()
    print(f"turn {turn}: {seen}")

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.CALL, None)
monitoring.free_tool_id(TOOL)
