# clauses: INSTR-4
# level: order

# INSTRUCTION comes before what the instruction does, and before its other events, but after LINE.
# So the first events behind LINE are those of the line's instructions, and CALL has the offset of
# the INSTRUCTION before it.
import sys

mon = sys.monitoring
TOOL = 3


def calls(x):
    len(x)
    return x


E = mon.events
last = []


def remember(code, where):
    if code is calls.__code__:
        last[:] = ["INSTRUCTION", where]


def line(code, number):
    if code is calls.__code__:
        print("LINE", number - code.co_firstlineno)
        last[:] = ["LINE"]


def recorder(event):
    def record(code, offset, *details):
        if code is calls.__code__:
            print(event, "right behind its own INSTRUCTION:", last == ["INSTRUCTION", offset])

    return record


CALLBACKS = {"LINE": line, "INSTRUCTION": remember, "CALL": recorder("CALL"), "PY_RETURN": recorder("PY_RETURN")}
mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event, callback in CALLBACKS.items():
    mon.register_callback(TOOL, getattr(E, event), callback)
    MASK |= getattr(E, event)
mon.set_local_events(TOOL, calls.__code__, MASK)
calls([1])
mon.set_local_events(TOOL, calls.__code__, 0)
for event in CALLBACKS:
    mon.register_callback(TOOL, getattr(E, event), None)
mon.free_tool_id(TOOL)
