# clauses: EXC-18
# level: events

# try, except, finally and with fire no exception events when nothing is raised, and neither do
# assert and loops that end.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND", "PY_RETURN", "STOP_ITERATION"]
HIDDEN = ("<module>", "__enter__", "__exit__")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def works(manager):
    try:
        x = 1
    except ValueError:
        x = 2
    else:
        x = 3
    finally:
        x = 4
    with manager:
        x = 5
    assert x
    for y in [x]:
        if y == 5:
            break
    while x:
        x -= 1
    return x


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

print("works")
mon.set_events(TOOL, MASK)
works(Manager())
mon.set_events(TOOL, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
