# clauses: DISABLE-20
# level: order

# Off, run, on brings back the event that was off, and no other: PY_START and PY_RETURN are both
# disabled, then only PY_START is off during one run.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    return 1


def callback_of(name):
    def callback(code, offset, *details):
        if code is watched.__code__:
            seen.append(name)
            return monitoring.DISABLE

    return callback


def run(title, events):
    global seen
    seen = []
    monitoring.set_events(TOOL, events)
    watched()
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, callback_of("PY_START"))
monitoring.register_callback(TOOL, E.PY_RETURN, callback_of("PY_RETURN"))
run("both on", E.PY_START | E.PY_RETURN)
run("PY_START off", E.PY_RETURN)
run("both on", E.PY_START | E.PY_RETURN)
run("PY_RETURN off", E.PY_START)
run("both on", E.PY_START | E.PY_RETURN)

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.register_callback(TOOL, E.PY_RETURN, None)
monitoring.free_tool_id(TOOL)
