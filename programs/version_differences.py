# The same program, seen differently: what changed from 3.12 to 3.15.
#
# Run it with --python 3.12, 3.13, 3.14 and 3.15 and compare. Tools that support several versions
# ask what is there (hasattr) instead of comparing version numbers.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 3

names = [name for name in dir(events) if not name.startswith("_") and name != "NO_EVENTS"]
print("branch events:", [name for name in sorted(names) if name.startswith("BRANCH")])
print("clear_tool_id is there:", hasattr(monitoring, "clear_tool_id"))


def loop(n):
    while n:
        n -= 1
    return "end"


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


def use(manager):
    with manager:
        pass


def record(function, *args):
    """The names of the local events of one call, in order."""
    seen = []

    def collect(name):
        def callback(code, *rest):
            seen.append(name)

        return callback

    monitoring.use_tool_id(TOOL, "versions")
    mask = 0
    for name in ("BRANCH", "BRANCH_LEFT", "BRANCH_RIGHT", "JUMP", "CALL"):
        # Setting BRANCH where both sides exist would only set the two sides again.
        if name in names and not (name == "BRANCH" and "BRANCH_LEFT" in names):
            monitoring.register_callback(TOOL, getattr(events, name), collect(name))
            mask |= getattr(events, name)
    monitoring.set_local_events(TOOL, function.__code__, mask)
    function(*args)
    monitoring.set_local_events(TOOL, function.__code__, events.NO_EVENTS)
    monitoring.free_tool_id(TOOL)
    return seen


# Up to 3.13 the test of a while loop stands twice: before the loop and at its end.
print("while loop, two rounds:", " ".join(record(loop, 2)))

# From 3.14 the call of __enter__ is an event like that of __exit__.
print("with block:", " ".join(record(use, Manager())))

# From 3.15 a function's own RAISE can be watched; before, exceptions are all or nothing.
monitoring.use_tool_id(TOOL, "local raise")
try:
    monitoring.set_local_events(TOOL, loop.__code__, events.RAISE)
    print("local RAISE: allowed")
    monitoring.set_local_events(TOOL, loop.__code__, events.NO_EVENTS)
except ValueError:
    print("local RAISE: refused")
monitoring.free_tool_id(TOOL)
