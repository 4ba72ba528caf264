# clauses: LINE-17
# level: lines
# behaviours: lazy_annotations

# A def runs what it evaluates when it is defined: default values on their lines, up to 3.13
# annotations on theirs, then the line of the def again. The body has no lines until it is called.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch")
seen = []


def defines():
    def inner(
        a=len("a"),
        *,
        b=1 + len("b"),
    ):
        pass

    return inner


def annotates():
    def inner(
        a:
            int,
    ) -> (
        str
    ):
        pass

    return inner


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

watch(defines)
watch(annotates)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
