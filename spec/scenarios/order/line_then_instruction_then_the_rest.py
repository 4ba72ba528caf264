# clauses: ORDER-1 ORDER-2
# level: order

# At the entry of a function PY_START comes before all others. Where several events belong to one instruction
# LINE comes first, then INSTRUCTION, then the one other event: in the last of these lists PY_RETURN stands
# directly after an INSTRUCTION. (How many instructions there are is each implementation's own.)

import sys

M = sys.monitoring
E = M.events
seen = []


def work():
    x = len("")
    return x


def note(name):
    def callback(code, *rest):
        if name == "INSTRUCTION" and seen[-1:] == ["INSTRUCTION"]:
            return  # as many as there are, shown as one
        seen.append(name)

    M.register_callback(2, getattr(E, name), callback)


names = ("PY_START", "LINE", "INSTRUCTION", "CALL", "C_RETURN", "PY_RETURN")
M.use_tool_id(2, "a tool")
for name in names:
    note(name)
for events in (E.PY_START | E.LINE, E.LINE | E.PY_RETURN | E.CALL, E.PY_START | E.LINE | E.INSTRUCTION | E.CALL | E.PY_RETURN):
    M.set_local_events(2, work.__code__, events)
    work()
    M.set_local_events(2, work.__code__, 0)
    print(*seen)
    seen.clear()
for name in names:
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
