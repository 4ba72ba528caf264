# clauses: GEN-11
# level: order

# `yield from` over an iterator that is not a generator: PY_YIELD and PY_RESUME of the one frame
# that there is, and at the end neither STOP_ITERATION nor RAISE. The loop inside of `yield from`
# fires no JUMP and no branch.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "STOP_ITERATION",
    "RAISE", "JUMP",
]
EVENTS += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>",)


def outer():
    got = yield from [1, 2]
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
