# The life of an exception, event by event.
#
# RAISE where it appears, once in each function it passes through; PY_UNWIND where a function is
# left by it; EXCEPTION_HANDLED where an except or finally takes it; RERAISE where it goes on.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 3


def parse(text):
    return int(text)


def read_all(texts):
    numbers = []
    for text in texts:
        try:
            numbers.append(parse(text))
        except ValueError:
            numbers.append(None)
    return numbers


def cleanup():
    try:
        parse("x")
    finally:
        print("    (the finally block runs)")


def log(event):
    def callback(code, offset, exception):
        print(f"    {event:17} in {code.co_name}: {type(exception).__name__}")

    return callback


monitoring.use_tool_id(TOOL, "exceptions")
names = ("RAISE", "PY_UNWIND", "EXCEPTION_HANDLED", "RERAISE")
mask = 0
for name in names:
    monitoring.register_callback(TOOL, getattr(events, name), log(name))
    mask |= getattr(events, name)

print("one bad number of three:")
monitoring.set_events(TOOL, mask)
numbers = read_all(["1", "x", "3"])
monitoring.set_events(TOOL, events.NO_EVENTS)
print("result", numbers)

print("through a finally block:")
monitoring.set_events(TOOL, mask)
try:
    cleanup()
except ValueError as error:
    pass
monitoring.set_events(TOOL, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)
