# clauses: ORDER-4
# level: order

# At one place all tools get one event before any of them gets the next: every LINE before the first
# INSTRUCTION, every INSTRUCTION before the first PY_RETURN.

import sys

M = sys.monitoring
E = M.events
names = ("PY_START", "LINE", "INSTRUCTION", "PY_RETURN")
seen = []


def work(x):
    return x


def note(tool, name):
    def callback(code, *rest):
        if code is work.__code__:
            seen.append(f"{name} {tool}")

    M.register_callback(tool, getattr(E, name), callback)


for tool in (1, 4):
    M.use_tool_id(tool, "a tool")
    for name in names:
        note(tool, name)
for tool in (1, 4):
    M.set_events(tool, E.PY_START | E.LINE | E.INSTRUCTION | E.PY_RETURN)
work(1)
for tool in (1, 4):
    M.set_events(tool, 0)
line = seen.index("LINE 4")
print("the start and the first line:", seen[: line + 4])
print("the return:", seen[-4:])
for tool in (1, 4):
    for name in names:
        M.register_callback(tool, getattr(E, name), None)
    M.free_tool_id(tool)
