# clauses: RESTART-3
# level: order

# Code that does not run when restart_events is called is woken when it is next entered or resumed:
# a function by its next call, with PY_START; a suspended generator by its next step, with PY_RESUME,
# although its frame is older than the restart.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def function():
    ord("a")


def generator():
    for number in (1, 2, 3, 4, 5):
        yield number


def callback_of(name):
    def callback(code, *details):
        if code in (function.__code__, generator.__code__):
            seen.append(f"{code.co_name} {name}")
            return monitoring.DISABLE

    return callback


def run(title):
    global seen
    seen = []
    function()
    next(suspended)
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_START", "PY_RESUME", "PY_YIELD", "CALL"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
monitoring.set_events(TOOL, E.PY_START | E.PY_RESUME | E.PY_YIELD | E.CALL)
suspended = generator()
run("started")
run("resumed for the first time")
run("disabled")
monitoring.restart_events()
run("after restart_events")
run("disabled again")

monitoring.set_events(TOOL, 0)
for name in ("PY_START", "PY_RESUME", "PY_YIELD", "CALL"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
