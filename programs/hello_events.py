# A first look at sys.monitoring: a tool asks for some events and is called back.
#
# Three steps: take a tool id, register a callback for each event, switch the events on.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID


def greet(name):
    text = "hello " + name
    return text.upper()


def on_start(code, offset):
    print("PY_START ", code.co_name)


def on_line(code, line):
    print("LINE     ", code.co_name, "line", line - code.co_firstlineno)


def on_call(code, offset, callable, arg0):
    print("CALL     ", code.co_name, "calls", callable.__name__)


def on_return(code, offset, value):
    print("PY_RETURN", code.co_name, "gives", repr(value))


monitoring.use_tool_id(TOOL, "hello")
monitoring.register_callback(TOOL, events.PY_START, on_start)
monitoring.register_callback(TOOL, events.LINE, on_line)
monitoring.register_callback(TOOL, events.CALL, on_call)
monitoring.register_callback(TOOL, events.PY_RETURN, on_return)

# Local events: only greet is watched, the rest of this program runs undisturbed.
wanted = events.PY_START | events.LINE | events.CALL | events.PY_RETURN
monitoring.set_local_events(TOOL, greet.__code__, wanted)

print("result:", greet("world"))

# Giving the id back ends it all.
monitoring.set_local_events(TOOL, greet.__code__, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)
print("unwatched:", greet("again"))
