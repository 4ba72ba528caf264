# clauses: DYN-6
# level: order

# A suspended generator sees a change when it is resumed, and its PY_RESUME is already reported, or
# no longer; so does one that something is thrown into. One that is running, here because it makes the change itself or has somebody else make
# it, sees it at once, so that its next yield is reported.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
EVENTS = E.PY_START | E.PY_RESUME | E.PY_YIELD | E.PY_RETURN


def generator():
    yield "first"
    yield "second"
    yield "third"


def switching():
    yield "first"
    set_events(EVENTS)
    yield "second"
    set_events(0)
    yield "third"


def catching():
    try:
        yield "first"
    except ValueError:
        pass
    yield "second"


def lines(code, line):
    if code is catching.__code__:
        seen.append(line - code.co_firstlineno)


def set_events(events):
    monitoring.set_events(TOOL, events)


def callback_of(name):
    def callback(code, offset, *value):
        if code in (generator.__code__, switching.__code__):
            seen.append(" ".join((name, *value)))

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_START", "PY_RESUME", "PY_YIELD", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
seen = []
suspended = generator()
next(suspended)
set_events(EVENTS)
next(suspended)
set_events(0)
next(suspended)
print("suspended:", seen)
seen = []
for value in switching():
    pass
print("running:", seen)

monitoring.register_callback(TOOL, E.LINE, lines)
seen = []
suspended = catching()
next(suspended)
set_events(E.LINE)
suspended.throw(ValueError)
set_events(0)
print("thrown into:", seen)

monitoring.register_callback(TOOL, E.LINE, None)
for name in ("PY_START", "PY_RESUME", "PY_YIELD", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
