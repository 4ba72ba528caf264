# Masks add up: a tool sees an event of a function if its global mask OR its mask for that
# function's code holds the event. A local mask never hides what the global one asks for.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 3

seen = []


def inner():
    return 1


def outer():
    return inner() + 1


def on_start(code, offset):
    if code in (inner.__code__, outer.__code__):
        seen.append("start " + code.co_name)


def on_return(code, offset, value):
    if code in (inner.__code__, outer.__code__):
        seen.append("return " + code.co_name)


def show(title):
    seen.clear()
    outer()
    print(title + ":", ", ".join(seen) or "nothing")


monitoring.use_tool_id(TOOL, "masks")
monitoring.register_callback(TOOL, events.PY_START, on_start)
monitoring.register_callback(TOOL, events.PY_RETURN, on_return)

show("no masks")

monitoring.set_local_events(TOOL, inner.__code__, events.PY_START)
show("local PY_START of inner")

monitoring.set_events(TOOL, events.PY_RETURN)
show("and global PY_RETURN")

# The same event in both masks is still delivered once.
monitoring.set_events(TOOL, events.PY_START)
show("PY_START in both")

# Each mask is read on its own.
print("global mask is PY_START:", monitoring.get_events(TOOL) == events.PY_START)
print("mask of inner is PY_START:",
      monitoring.get_local_events(TOOL, inner.__code__) == events.PY_START)
print("mask of outer is empty:", monitoring.get_local_events(TOOL, outer.__code__) == 0)

monitoring.set_events(TOOL, events.NO_EVENTS)
show("global off, local stays")

monitoring.set_local_events(TOOL, inner.__code__, events.NO_EVENTS)
show("both off")
monitoring.free_tool_id(TOOL)
