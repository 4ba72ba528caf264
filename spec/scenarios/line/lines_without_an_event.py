# clauses: LINE-6
# level: lines

# Lines that have no instruction fire nothing: blank lines, comments, the docstring, global, else,
# finally, closing brackets, code that cannot be reached. A statement that does nothing keeps an
# instruction that does nothing, and fires: pass, try, a constant, the header of a constant test.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def silent(x):
    """A docstring."""
    global not_used

    # a comment
    if x:
        a = (
            x
        )
    else:
        a = 2
    a: int
    return a
    a = 3


def does_nothing():
    pass
    ...
    1
    "text"
    return 1


def constant_tests():
    if 1:
        a = 1
    if 0:
        a = 2
    while 0:
        a = 3
    while True:
        break
    if __debug__:
        a = 4
    return a


def tries():
    try:
        pass
    except ValueError:
        a = 1
    else:
        a = 2
    finally:
        a = 3
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

watch(silent, 1)
watch(silent, 0)
watch(does_nothing)
watch(constant_tests)
watch(tries)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
