# clauses: LINE-12
# level: lines

# The lines of a try statement: try itself, the except clauses in the order in which they are tried
# (a bare except too), the body of the one that matches, and the finally block on every way out: at
# the end, by return, break, continue or an exception. Leaving a handler has no line.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def works():
    try:
        a = 1
    except ValueError:
        a = 2
    else:
        a = 3
    finally:
        a = 4
    return a


def second_handler():
    try:
        raise KeyError
    except ValueError:
        a = 1
    except KeyError as error:
        a = 2
    return a


def bare_handler():
    try:
        raise KeyError
    except ValueError:
        a = 1
    except:
        a = 2
    return a


def returns(x):
    try:
        return x
    finally:
        x = 1


def loops(xs):
    for x in xs:
        try:
            if x:
                break
            continue
        finally:
            a = x
    return a


def raises():
    try:
        raise KeyError
    finally:
        a = 1


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

watch(works)
watch(second_handler)
watch(bare_handler)
watch(returns, 1)
watch(loops, (0, 1))
watch(raises)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
