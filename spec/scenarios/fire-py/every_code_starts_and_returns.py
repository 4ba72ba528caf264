# clauses: FIRE-PY-1 FIRE-PY-3
# level: order

# Every piece of Python code has a PY_START when it is entered and a PY_RETURN with its value when
# it ends: functions, lambdas, class bodies, generator expressions, the code that exec and eval run,
# and what C code calls (a key function through sorted, __init__ through the class).
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RETURN"]
HIDDEN = ("watch",)


def negate(x):
    return -x


class Point:
    def __init__(self):
        self.x = 1


def calls_a_lambda():
    (lambda: "lambda")()


def defines_a_class():
    class Local:
        a = 1


def makes_an_object():
    Point()


def sorts():
    sorted([1, 2], key=negate)


def runs_text():
    exec("a = 1")
    eval("1 + 1")


def sums():
    sum(i for i in [1])


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(repr, details))

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

watch(negate, 1)
watch(calls_a_lambda)
watch(defines_a_class)
watch(makes_an_object)
watch(sorts)
watch(runs_text)
watch(sums)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
