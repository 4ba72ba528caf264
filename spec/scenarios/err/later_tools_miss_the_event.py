# clauses: ERR-12
# level: order

# An error ends the round: tools that were still to be served, those with lower ids, do not get this
# occurrence. They get what follows. So it is for the events of a location and for RAISE.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOLS = (1, 3, 5)
NAMES = ("PY_START", "LINE", "CALL", "PY_RETURN", "RAISE")


class Boom(Exception):
    pass


def watched():
    try:
        int("x")
    except ValueError:
        pass


def callback_of(tool, name):
    def callback(code, *details):
        if code is watched.__code__:
            seen.append(tool)
            if tool == 3 and raises:
                raise Boom

    return callback


for tool in TOOLS:
    monitoring.use_tool_id(tool, "scenario")
    for name in NAMES:
        monitoring.register_callback(tool, getattr(E, name), callback_of(tool, name))

for name in NAMES:
    for raises in (False, True):
        seen = []
        for tool in TOOLS:
            monitoring.set_events(tool, getattr(E, name))
        try:
            watched()
        except Boom:
            pass
        for tool in TOOLS:
            monitoring.set_events(tool, 0)
        print(f"{name}, tool 3 {'raises' if raises else 'does not raise'}: {seen}")

for tool in TOOLS:
    for name in NAMES:
        monitoring.register_callback(tool, getattr(E, name), None)
    monitoring.free_tool_id(tool)
