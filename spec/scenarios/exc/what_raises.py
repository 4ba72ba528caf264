# clauses: EXC-10
# level: events

# RAISE fires for every exception, whatever raises it: an operator, a name that is not there,
# unpacking, a failed import, raise with something that is no exception, a bare raise where there is
# nothing to raise again (a RAISE of RuntimeError, not RERAISE).
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "RERAISE"]
HIDDEN = ("<module>", "watch")


def operator(x):
    return x + "text"


def name(x):
    return not_there


def unpacking(x):
    a, b = [x]


def attribute(x):
    return x.not_there


def subscript(x):
    return [x][5]


def importing(x):
    import no_module_of_this_name


def no_exception(x):
    raise x


def nothing_to_raise(x):
    raise


def assertion(x):
    assert not x


def recorder(event):
    def record(code, offset, exception):
        if code.co_filename == recorder.__code__.co_filename and code.co_name not in HIDDEN:
            print("   ", event, code.co_name, type(exception).__name__)

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

for function in (operator, name, unpacking, attribute, subscript, no_exception, nothing_to_raise, assertion):
    watch(function, 1)
watch(importing, 1)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
