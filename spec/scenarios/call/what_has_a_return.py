# clauses: CALL-7 CALL-9
# level: order

# C_RETURN follows the call of anything but a Python function: a built-in function, a method of a
# built-in type, a class (even if its __init__ or __new__ is a Python function, and after that has
# returned), an object with __call__. It never follows the call of a Python function: def, lambda,
# method, generator function.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE", "PY_START", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


from functools import partial


class WithInit:
    def __init__(self):
        pass


class Plain:
    pass


class Callable:
    def __call__(self):
        return 1


def function():
    return 1


def generator():
    yield 1


def has_return():
    len("abc")
    "abc".upper()
    int("5")
    Plain()
    WithInit()


def has_return_too(callable_object, part):
    callable_object()
    part()


def has_none(bound):
    function()
    (lambda: 1)()
    bound()
    generator()


class Holder:
    def method(self):
        return 1


def recorder(event):
    def record(code, offset, *details):
        if code.co_name not in HIDDEN:
            callee = details[0] if len(details) == 2 else None
            print("   ", event, code.co_name, getattr(callee, "__name__", type(callee).__name__) if callee else "")

    return record


def watch(function, *args):
    """Runs the function and prints its events."""
    print(function.__name__)
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

watch(has_return)
watch(has_return_too, Callable(), partial(function))
watch(has_none, Holder().method)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
