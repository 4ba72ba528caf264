# clauses: ORDER-1
# level: order

# The same at one offset: where a line begins with the instruction that also fires another event, LINE,
# INSTRUCTION and that event follow each other directly, INSTRUCTION and the event with the same offset.

import sys

M = sys.monitoring
E = M.events
seen = []


def work(x):
    while x:
        x -= 1
    return


M.use_tool_id(2, "a tool")
M.register_callback(2, E.LINE, lambda code, line: seen.append(("LINE", None)))
M.register_callback(2, E.INSTRUCTION, lambda code, offset: seen.append(("INSTRUCTION", offset)))
for name in ("JUMP", "PY_RETURN"):
    M.register_callback(2, getattr(E, name), lambda code, offset, other, name=name: seen.append((name, offset)))
M.set_local_events(2, work.__code__, E.LINE | E.INSTRUCTION | E.JUMP | E.PY_RETURN)
work(2)
M.set_local_events(2, work.__code__, 0)
for name in ("JUMP", "PY_RETURN"):
    before = {(seen[at - 1][0], seen[at - 1][1] == offset) for at, (event, offset) in enumerate(seen) if event == name}
    print("directly before", name, sorted(before))
after = {seen[at + 1][0] for at, (event, offset) in enumerate(seen) if event == "LINE"}
print("directly after LINE", sorted(after))
for name in ("LINE", "INSTRUCTION", "JUMP", "PY_RETURN"):
    M.register_callback(2, getattr(E, name), None)
M.free_tool_id(2)
