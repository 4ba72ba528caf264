# clauses: DYN-8
# level: order

# The events that belong to no location are looked up when they happen: a callback of RAISE can turn
# PY_UNWIND on or off for this very exception, in this frame and in those it passes through.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def inner():
    raise KeyError("original")


def outer():
    inner()


def run(title, first, then):
    global seen, change
    seen = []
    change = then
    monitoring.set_events(TOOL, first)
    try:
        outer()
    except KeyError:
        pass
    monitoring.set_events(TOOL, 0)
    print(f"{title}: {seen}")


def on_raise(code, offset, exception):
    if code in (inner.__code__, outer.__code__):
        seen.append(f"RAISE {code.co_name}")
        monitoring.set_events(TOOL, change)


def on_unwind(code, offset, exception):
    seen.append(f"PY_UNWIND {code.co_name}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.RAISE, on_raise)
monitoring.register_callback(TOOL, E.PY_UNWIND, on_unwind)
run("no change", E.RAISE | E.PY_UNWIND, E.RAISE | E.PY_UNWIND)
run("PY_UNWIND on", E.RAISE, E.RAISE | E.PY_UNWIND)
run("PY_UNWIND off", E.RAISE | E.PY_UNWIND, E.RAISE)
run("RAISE off, PY_UNWIND on", E.RAISE, E.PY_UNWIND)

monitoring.register_callback(TOOL, E.RAISE, None)
monitoring.register_callback(TOOL, E.PY_UNWIND, None)
monitoring.free_tool_id(TOOL)
