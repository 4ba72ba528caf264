# clauses: LAYOUT-25
# level: events
# behaviours: returns_always_have_a_line

# A return goes through a `finally` whose handlers are `except*`: what leads to it has no line. In 3.12 it gets the line of
# the last handler, without columns, and LINE fires there; since 3.13 it has none.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4
SIDES = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(events, "BRANCH_LEFT") else ["BRANCH"]


def place(code, offset):
    """line:column-end of an instruction; the first line of the code is 0."""
    line, _, column, end = list(code.co_positions())[offset // 2]
    return "nowhere" if line is None else f"{line - code.co_firstlineno}:{column}-{end}"


def watch(names, function, *args):
    """Call the function; print the events of its own code with their places in the source."""
    watched = function.__code__

    def callback(name):
        def record(code, where, *rest):
            if code is not watched:
                return
            if name == "LINE":
                print("   LINE", where - code.co_firstlineno)
            elif name in ("JUMP", *SIDES):
                print("  ", name, place(code, where), "to", place(code, rest[0]))
            else:
                print("  ", name, place(code, where))

        return record

    print(function.__name__)
    monitoring.use_tool_id(TOOL, "layout")
    for name in names:
        monitoring.register_callback(TOOL, getattr(events, name), callback(name))
    monitoring.set_events(TOOL, sum(getattr(events, name) for name in names))
    try:
        function(*args)
    except Exception as error:
        print("   out of it:", type(error).__name__)
    finally:
        monitoring.set_events(TOOL, 0)
        for name in names:
            monitoring.register_callback(TOOL, getattr(events, name), None)
        monitoring.free_tool_id(TOOL)


def through_group_handlers(value):
    try:
        return [value]
    finally:
        try:
            1 @ 1
        except* KeyError:
            pass
        except* Exception as group:
            pass


watch(["LINE", "PY_RETURN"], through_group_handlers, 1)
