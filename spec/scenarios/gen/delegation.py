# clauses: GEN-9
# level: order

# With `yield from` a value goes out through both generators, the inner PY_YIELD first; a step comes
# in from the outside, the outer PY_RESUME first. The inner one's end is its PY_RETURN, then
# STOP_ITERATION in the outer one, with the value of the expression.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "STOP_ITERATION"]
HIDDEN = ("<module>",)


def inner():
    yield 1
    yield 2
    return "inner's"


def outer():
    got = yield from inner()
    return got


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(repr, details))

    return record


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

print("outer")
mon.set_events(TOOL, MASK)
list(outer())
mon.set_events(TOOL, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
