# clauses: DYN-7
# level: order

# A global set is for all code, whatever its age: functions made afterwards, functions made before
# that have never run, and generators made before that have not started.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def before():
    pass


def generator():
    yield


def on_start(code, offset):
    if code.co_filename == before.__code__.co_filename:
        seen.append(code.co_name)


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
waiting = generator()
seen = []
monitoring.set_events(TOOL, E.PY_START)


def after():
    pass


class Later:
    def method(self):
        pass


before()
after()
Later().method()
(lambda: None)()
next(waiting)
monitoring.set_events(TOOL, 0)
before()
print(*seen, sep="\n")

monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
