# clauses: LINE-1
# level: lines

# LINE fires when an instruction is about to run whose line is not that of the instruction before
# it. Several statements on one line are one event; the same line fires again when other lines were
# between.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def three_lines():
    a = 1
    b = 2
    return a + b


def one_line_of_three():
    a = 1; b = 2; c = 3
    return a


def test_and_body(x):
    if x: x = 2; x = 3
    return x


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

watch(three_lines)
watch(one_line_of_three)
watch(test_and_body, 0)
watch(test_and_body, 1)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
