# clauses: TOOL-12
# level: events

# Four ids have a name in sys.monitoring, and no id is treated in another way than the others.

import sys

M = sys.monitoring
E = M.events

print({name: getattr(M, name) for name in sorted(dir(M)) if name.endswith("_ID")})


def work():
    return len("four")


for tool in range(6):
    seen = []
    M.use_tool_id(tool, "a tool")
    for name in ("PY_START", "CALL", "C_RETURN", "PY_RETURN"):
        M.register_callback(tool, getattr(E, name), lambda *arguments, name=name: seen.append(name))
    M.set_local_events(tool, work.__code__, E.PY_START | E.CALL | E.PY_RETURN)
    work()
    M.set_local_events(tool, work.__code__, 0)
    for name in ("PY_START", "CALL", "C_RETURN", "PY_RETURN"):
        M.register_callback(tool, getattr(E, name), None)
    M.free_tool_id(tool)
    print(tool, seen)
