# clauses: EXC-17
# level: order

# An exception that built-in code takes is seen only where Python code raised it: RAISE and
# PY_UNWIND in the property or method, nothing in the frame that called hasattr, getattr with a
# default, or next with a default.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND", "PY_RETURN"]
HIDDEN = ("<module>", "__iter__")


class Thing:
    @property
    def attribute(self):
        raise AttributeError("no")

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


def asks(thing):
    hasattr(thing, "attribute")
    getattr(thing, "attribute", None)
    next(thing, None)
    return list(thing)


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

print("asks")
mon.set_events(TOOL, MASK)
asks(Thing())
mon.set_events(TOOL, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
