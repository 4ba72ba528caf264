# clauses: LINE-5
# level: lines
# behaviours: returned_call_has_no_line

# Coming back from a call, or going on behind a yield, fires no LINE: what ran last in this frame
# stands on the same line. In CPython 3.12 a Python function that has returned leaves no line
# behind, so that an instruction that can be jumped to, like the one behind a conditional
# expression, fires.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch", "callee")
seen = []


def callee(x):
    return x


def calls(x):
    a = callee(x) + callee(x)
    b = [callee(x), len("a")]
    return a


def chooses(x):
    a = callee(1) if x else callee(2)
    b = len("a") if x else len("b")
    a = callee(a + b)
    return a


def yields():
    a = [(yield 1), (yield 2)]
    return a


def resumes():
    return list(yields())


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

watch(calls, 1)
watch(chooses, 1)
watch(chooses, 0)
watch(resumes)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
