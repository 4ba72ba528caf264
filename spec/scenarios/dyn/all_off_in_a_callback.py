# clauses: DYN-14
# level: order

# A callback that sets no events ends everything for its tool there and then: the later lines of the
# running loop, the returns of all frames. The other tool goes on undisturbed.
import sys

monitoring = sys.monitoring
E = monitoring.events
LEAVING, STAYING = 3, 1


def watched():
    for number in (1, 2, 3):
        total = number
    return total


def caller():
    return watched()


def callback_of(tool, name):
    def callback(code, *details):
        if code in (watched.__code__, caller.__code__):
            place = details[0] - code.co_firstlineno if name == "LINE" else code.co_name
            seen[tool].append(f"{name} {place}")
            if tool == LEAVING and seen[tool].count("LINE 2") == 2:
                monitoring.set_events(LEAVING, 0)

    return callback


seen = {LEAVING: [], STAYING: []}
for tool in seen:
    monitoring.use_tool_id(tool, "scenario")
    for name in ("LINE", "PY_RETURN"):
        monitoring.register_callback(tool, getattr(E, name), callback_of(tool, name))
    monitoring.set_events(tool, E.LINE | E.PY_RETURN)
caller()
monitoring.set_events(STAYING, 0)
for tool, events in seen.items():
    print("leaving" if tool == LEAVING else "staying", *events, sep="\n  ")

for tool in seen:
    for name in ("LINE", "PY_RETURN"):
        monitoring.register_callback(tool, getattr(E, name), None)
    monitoring.free_tool_id(tool)
