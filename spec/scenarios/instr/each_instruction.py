# clauses: INSTR-1
# level: events

# INSTRUCTION fires for each instruction that is executed, with its offset. The offsets of all other
# events are among them, but for the entry of the function: PY_START stands for that instruction. A
# loop shows its instructions again in each round. How many there are is the implementation's
# affair.
import sys

mon = sys.monitoring
TOOL = 3


def straight(x):
    y = len([x])
    return y


def loops(n):
    while n:
        n -= 1
    return n


E = mon.events
offsets = []
others = {}


def instruction(code, offset):
    if code in WATCHED:
        offsets.append(offset)


def recorder(event):
    def record(code, offset, *details):
        if code in WATCHED:
            others.setdefault(event, set()).add(offset)

    return record


WATCHED = {straight.__code__, loops.__code__}
EVENTS = ["PY_START", "PY_RETURN", "CALL", "JUMP"]
mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, E.INSTRUCTION, instruction)
for event in EVENTS:
    mon.register_callback(TOOL, getattr(E, event), recorder(event))

for function, argument in ((straight, 1), (loops, 3)):
    offsets.clear()
    others.clear()
    mon.set_events(TOOL, E.INSTRUCTION | E.PY_START | E.PY_RETURN | E.CALL | E.JUMP)
    function(argument)
    mon.set_events(TOOL, 0)
    print(function.__name__)
    print("    some instructions:", len(offsets) > 2)
    print("    each once:", len(set(offsets)) == len(offsets))
    print("    in the order of the code:", sorted(offsets) == offsets)
    for event, at in sorted(others.items()):
        print("    the instruction of", event, "is among them:", at <= set(offsets))

mon.register_callback(TOOL, E.INSTRUCTION, None)
for event in EVENTS:
    mon.register_callback(TOOL, getattr(E, event), None)
mon.free_tool_id(TOOL)
