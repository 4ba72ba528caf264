# clauses: LINE-7
# level: lines

# A decorated definition fires the lines of its decorators from the top, then the line of the def or
# class, then the decorators again from the bottom as they are called, and last the line of the
# definition, where the name is stored.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch", "decorate", "Inner")
seen = []


def decorate(function):
    return function


def decorates():
    @decorate
    @decorate
    def inner():
        pass


def decorates_class():
    @decorate
    @decorate
    class Inner:
        pass


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

watch(decorates)
watch(decorates_class)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
