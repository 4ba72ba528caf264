# clauses: DISABLE-10
# level: order
# needs: local_exception_events
# behaviours: local_exception_events

# From 3.15 DISABLE is obeyed by the events that belong to no location: set for one code object, the
# event is off for all of that code, wherever it is raised. Other tools and other code keep it.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOLS = (1, 3)


def generator(place):
    try:
        if place == 1:
            yield
        yield
    finally:  # raises again what was thrown in
        pass


def other():
    try:
        yield
    finally:
        pass


def run(suspended):
    next(suspended)
    try:
        suspended.throw(KeyError("original"))
    except KeyError:
        pass


def callback_of(tool):
    def callback(code, offset, exception):
        seen.append(f"{code.co_name} to {tool}")
        return monitoring.DISABLE if (tool, code) == (3, generator.__code__) else None

    return callback


for tool in TOOLS:
    monitoring.use_tool_id(tool, "scenario")
for name in ("PY_THROW", "RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"):
    event = getattr(E, name)
    for tool in TOOLS:
        monitoring.register_callback(tool, event, callback_of(tool))
        monitoring.set_local_events(tool, generator.__code__, event)
        monitoring.set_local_events(tool, other.__code__, event)
    print(name)
    for title, make in (("first yield", lambda: generator(1)), ("second yield", lambda: generator(2)), ("other code", other)):
        seen = []
        run(make())
        print(f"  {title}: {seen}")
    for tool in TOOLS:
        for function in (generator, other):
            monitoring.set_local_events(tool, function.__code__, 0)
        monitoring.register_callback(tool, event, None)

for tool in TOOLS:
    monitoring.free_tool_id(tool)
