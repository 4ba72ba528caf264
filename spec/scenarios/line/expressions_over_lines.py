# clauses: LINE-2
# level: lines

# An expression over several lines fires the lines of its operands as they are evaluated, and goes
# back to the line of the operator, call, subscript or display when that runs. A call is on the line
# of what is called, a method call on the line of the method's name, an assignment ends at its
# targets.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def addition(x):
    a = (x +
        len("b") +
        x)


def call(x):
    len(
        str(
            x
        )
    )


def method(x):
    (x
        .strip()
        .upper())


def display(x):
    a = [
        x,
        len(x),
    ]
    return {
        "k": x,
        x: 1,
    }


def subscript(x):
    x[
        0
    ] = 5


def targets(x):
    (a,
     b) = x
    c = \
        d = x


def text(x):
    return f"""{x}
        {len(x)}"""


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

watch(addition, 1)
watch(call, 1)
watch(method, "a")
watch(display, "a")
watch(subscript, {})
watch(targets, "ab")
watch(text, "a")

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
