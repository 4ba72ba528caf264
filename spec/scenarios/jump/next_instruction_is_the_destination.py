# clauses: JUMP-3 BRANCH-8
# level: events

# The destination of JUMP and of a branch is the offset where the code goes on: that of the next
# INSTRUCTION event in the frame, and neither a place that is skipped nor one that is not reached.
import sys

mon = sys.monitoring
TOOL = 3


def loops(xs):
    for x in xs:
        if x > 1:
            x = 5
        elif x:
            continue
        else:
            x = 6
        x = -x
    while x:
        x = 0
    return x


def chooses(x, y):
    a = x and y or not x
    return a if y else x


E = mon.events
NAMES = ["JUMP"] + (["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(E, "BRANCH_LEFT") else ["BRANCH"])
expected = []
outcome = {"right": 0, "wrong": 0}


def recorder(event):
    def record(code, offset, destination):
        if code in WATCHED:
            expected[:] = [event, destination]

    return record


def instruction(code, offset):
    if code in WATCHED and expected:
        event, destination = expected
        outcome["right" if offset == destination else "wrong"] += 1
        kinds.add("JUMP" if event == "JUMP" else "branch")
        expected.clear()


WATCHED = {loops.__code__, chooses.__code__}
kinds = set()
mon.use_tool_id(TOOL, "recorder")
MASK = E.INSTRUCTION
mon.register_callback(TOOL, E.INSTRUCTION, instruction)
for event in NAMES:
    mon.register_callback(TOOL, getattr(E, event), recorder(event))
    MASK |= getattr(E, event)
mon.set_events(TOOL, MASK)
loops((0, 1, 2))
chooses(0, 1)
chooses(1, 0)
mon.set_events(TOOL, 0)
print("kinds seen:", *sorted(kinds))
print("some went on at their destination:", outcome["right"] > 0)
print("went on elsewhere:", outcome["wrong"])

for event in NAMES + ["INSTRUCTION"]:
    mon.register_callback(TOOL, getattr(E, event), None)
mon.free_tool_id(TOOL)
