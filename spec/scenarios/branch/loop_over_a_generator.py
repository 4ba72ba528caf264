# clauses: BRANCH-7
# level: order
# behaviours: branch_sides

# A for loop over a generator: the step comes first, with its PY_START or PY_RESUME and PY_YIELD,
# then the branch into the body. At the end PY_RETURN of the generator comes first, then the branch
# out of the loop.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME", "PY_YIELD", "PY_RETURN"]
EVENTS += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def numbers():
    yield 1
    yield 2


def loops():
    for x in numbers():
        pass
    return 1


def recorder(event):
    def record(code, *rest):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name)

    return record


def watch(function, *args):
    """Runs the function and prints its events."""
    print(function.__name__, *args)
    mon.set_events(TOOL, MASK)
    try:
        function(*args)
    except Exception as error:
        mon.set_events(TOOL, 0)
        print("    ends with", type(error).__name__)
    mon.set_events(TOOL, 0)


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

watch(loops)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
