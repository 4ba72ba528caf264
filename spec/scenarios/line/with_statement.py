# clauses: LINE-13
# level: lines

# The line of a with statement fires when it is entered and again when it is left, where __exit__ is
# called: at the end of the block, by return, break, an exception. With several managers on lines of
# their own, those lines fire in reverse order.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch", "__enter__", "__exit__")
seen = []


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True

    def __repr__(self):
        return "manager"


def falls_out(m):
    with m as x:
        a = 1
    return a


def returns(m):
    with m:
        return 1


def raises(m):
    with m:
        raise KeyError
    return 2


def breaks(m):
    while True:
        with m:
            break
    return 3


def two(m):
    with (
        m,
        m as x,
    ):
        a = 1
    return a


def record(code, line):
    if code.co_name not in HIDDEN:
        seen.append(f"+{line - code.co_firstlineno}")


def watch(function, *args):
    """Runs the function and prints its lines in the order of their events."""
    seen.clear()
    mon.set_events(TOOL, mon.events.LINE)
    try:
        function(*args)
    except Exception as error:
        seen.append(type(error).__name__)
    mon.set_events(TOOL, 0)
    print(function.__name__, *args, "->", *seen)


mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, mon.events.LINE, record)

manager = Manager()
watch(falls_out, manager)
watch(returns, manager)
watch(raises, manager)
watch(breaks, manager)
watch(two, manager)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
