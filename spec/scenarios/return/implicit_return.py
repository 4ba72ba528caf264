# clauses: RETURN-2
# level: lines

# A function that ends without a return statement returns at the place of what ran last: the last
# statement on that path, the test that was false, the header of the loop that is exhausted. This
# has no LINE of its own.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


def one_statement(x):
    x = 1
    x = 2


def maybe(x):
    if x:
        x = 1


def loop(xs):
    for x in xs:
        x = 1


def handler():
    try:
        len(1)
    except TypeError:
        x = 1


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            line = f"+{where - code.co_firstlineno}" if event == "LINE" else line_of(code, where)
            print("   ", event, code.co_name, line, *map(repr, details))

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

watch(one_statement, 0)
watch(maybe, 0)
watch(maybe, 1)
watch(loop, (1,))
watch(handler)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
