# clauses: DYN-5
# level: order

# A tool that comes in the middle sees ends without beginnings: of every frame on the stack, inside
# out. One that leaves in the middle sees beginnings without ends.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def outer(events):
    middle(events)


def middle(events):
    inner(events)
    leaf()


def inner(events):
    monitoring.set_events(TOOL, events)


def leaf():
    pass


def callback_of(name):
    def callback(code, offset, *value):
        if code.co_filename == outer.__code__.co_filename:
            seen.append(f"{name} {code.co_name}")

    return callback


monitoring.use_tool_id(TOOL, "scenario")
for name in ("PY_START", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
seen = []
outer(E.PY_START | E.PY_RETURN)
print("on in the middle:", *seen, sep="\n  ")
seen = []
outer(0)
print("off in the middle:", *seen, sep="\n  ")

for name in ("PY_START", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
