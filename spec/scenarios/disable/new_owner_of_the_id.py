# clauses: DISABLE-22
# level: order
# behaviours: free_tool_id_clears

# A tool id that is freed and taken again keeps its disabled locations while nothing runs. If the
# code runs in between, they come back where freeing turns events off (3.14), as DISABLE-19 has it,
# and not where events stay on (3.12, 3.13).
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    return 1


def on_start(code, offset):
    if code is watched.__code__:
        seen.append("PY_START")
        return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    watched()
    print(f"{title}: {seen}")


def take():
    monitoring.use_tool_id(TOOL, "scenario")
    monitoring.register_callback(TOOL, E.PY_START, on_start)
    monitoring.set_events(TOOL, E.PY_START)


take()
run("first owner")
monitoring.free_tool_id(TOOL)
take()
run("second owner, nothing ran in between")
monitoring.free_tool_id(TOOL)
run("no owner")
take()
run("third owner, it ran in between")

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
