# Generators start once, then yield and resume, and return or are thrown into.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


def countdown(n):
    while n:
        got = yield n
        if got:
            print("    (the generator got", repr(got) + ")")
        n -= 1
    return "lift off"


def show(name):
    def callback(code, offset, *value):
        if code is countdown.__code__:
            print("   ", name, *map(repr, value))

    return callback


monitoring.use_tool_id(TOOL, "generators")
mask = 0
for name in ("PY_START", "PY_YIELD", "PY_RESUME", "PY_RETURN", "PY_THROW", "PY_UNWIND"):
    monitoring.register_callback(TOOL, getattr(events, name), show(name))
    mask |= getattr(events, name)
monitoring.set_events(TOOL, mask)

print("making it runs nothing")
generator = countdown(2)
print("next")
next(generator)
print("send")
generator.send("a message")
print("the last step")
try:
    next(generator)
except StopIteration as stop:
    print("it returned", repr(stop.value))

print("throw into one that waits at its yield")
generator = countdown(5)
next(generator)
try:
    generator.throw(KeyError("thrown in"))
except KeyError:
    print("it came out again")

monitoring.set_events(TOOL, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)
