# clauses: CB-5 DISABLE-5 DISABLE-6
# level: order

# C_RETURN and C_RAISE go to the tools that CALL goes to at this place: not to one that has callbacks but no CALL, and
# not to one that disabled CALL there. However the arguments are written.
import sys

monitoring = sys.monitoring
events = monitoring.events
WATCHES, DISABLES, ONLY_CALLBACKS = 1, 2, 3
NAMES = {WATCHES: "watches", DISABLES: "disables", ONLY_CALLBACKS: "only has callbacks"}
C_EVENTS = ("CALL", "C_RETURN", "C_RAISE")


def positional(text):
    return int(text)


def keyword(text):
    return int(text, base=10)


def unpacked(text):
    return int(*[text])


def recording(tool, name):
    def callback(code, offset, callable, arg0):
        print("  ", name, NAMES[tool])
        if tool == DISABLES and name == "CALL":
            return monitoring.DISABLE

    return callback


for tool in NAMES:
    monitoring.use_tool_id(tool, "a tool")
    for name in C_EVENTS:
        monitoring.register_callback(tool, getattr(events, name), recording(tool, name))
for function in (positional, keyword, unpacked):
    for tool in (WATCHES, DISABLES):
        monitoring.set_local_events(tool, function.__code__, events.CALL)
    for text in ("7", "8", "x"):
        print(function.__name__, text)
        try:
            function(text)
        except ValueError:
            pass
    for tool in (WATCHES, DISABLES):
        monitoring.set_local_events(tool, function.__code__, 0)
for tool in NAMES:
    for name in C_EVENTS:
        monitoring.register_callback(tool, getattr(events, name), None)
    monitoring.free_tool_id(tool)
