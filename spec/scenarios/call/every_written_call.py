# clauses: CALL-1
# level: order

# CALL fires before each call that stands in the source: with positional, keyword and unpacked
# arguments, of methods, decorators, super(), the class that `raise E(x)` and `assert x, message`
# make an exception of, and for a class statement, which is a call of __build_class__.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL"]
HIDDEN = ("<module>", "watch")


def f(*args, **keywords):
    return args


def with_arguments():
    f()
    f(1)
    f(1, 2)
    f(1, key=2)
    f(*[1, 2])
    f(*(1, 2), **{"key": 3})


def of_methods():
    "a".upper()
    [].append(1)


def of_decorators():
    @f
    def decorated():
        pass


def of_class_statements():
    class A:
        pass


def raises():
    raise ValueError("message")


def asserts(x):
    assert x, "message"


def nested():
    f(f(1), f(2))


def show(value):
    """Functions and classes by name, plain values by repr, everything else by type."""
    if value is mon.MISSING:
        return "MISSING"
    if isinstance(value, (type(None), int, str, tuple, list, dict)):
        return repr(value)
    return getattr(value, "__qualname__", None) or f"<{type(value).__name__}>"


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(show, details))

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

watch(with_arguments)
watch(of_methods)
watch(of_decorators)
watch(of_class_statements)
watch(raises)
watch(asserts, 0)
watch(asserts, 1)
watch(nested)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
