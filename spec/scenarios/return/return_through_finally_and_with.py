# clauses: RETURN-3
# level: lines

# A return inside of try with finally, or of with, takes place when the finally block or the exit of
# the manager is done. PY_RETURN stands there: at the last instruction of the finally block, at the
# line of the with.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["LINE", "PY_RETURN"]
HIDDEN = ("<module>", "watch", "__enter__", "__exit__")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def through_finally(x):
    try:
        return x
    finally:
        x = 2
        y = 3


def through_with(manager):
    with manager:
        x = 1
        return x


def through_loop(xs):
    for x in xs:
        return x


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

watch(through_finally, 1)
print("through_with")
mon.set_events(TOOL, MASK)
through_with(Manager())
mon.set_events(TOOL, 0)
watch(through_loop, (1, 2))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
