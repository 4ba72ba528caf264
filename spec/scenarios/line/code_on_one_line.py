# clauses: LINE-8
# level: lines
# errata: one_line_function_loses_line

# Code whose body begins on its first line (a function or class on one line, a lambda, a generator
# expression) fires LINE for that line when it is entered. CPython from 3.13 loses this event unless
# PY_START is on too.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def one_line(): return 1


def two_parts(x): a = x; return a


def in_class():
    class Local: a = 1


def in_class_of_two_lines():
    class Local:
        a = 1


def in_lambda():
    (lambda: 1)()


def in_generator():
    sum(x for x in [1])


def two_lines():
    return 1


def record(code, line):
    if code.co_name not in HIDDEN:
        seen.append(f"{code.co_name}+{line - code.co_firstlineno}")


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

for function in (one_line, two_lines, in_class, in_class_of_two_lines, in_lambda, in_generator):
    watch(function)
watch(two_parts, 1)

# With PY_START nothing is lost.
mon.set_local_events(TOOL, one_line.__code__, mon.events.PY_START)
watch(one_line)
mon.set_local_events(TOOL, one_line.__code__, 0)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
