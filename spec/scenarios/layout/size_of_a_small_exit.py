# clauses: LAYOUT-4 LAYOUT-9
# level: lines
# behaviours: explicit_truth_test constant_slices separate_function_attributes constants_return_in_one_instruction

# The code behind an if statement that leaves the function is copied to the end of the first arm if it
# has no more than four instructions, else that arm ends in a JUMP. So JUMP tells how many
# instructions a version has for the same source.
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


def truth(a):
    if a:
        b = 1
    else:
        b = 2
    return not -a


def constant_slice(a):
    if a:
        b = 1
    else:
        b = 2
    return a[1:2]


def function_with_default(a):
    if a:
        b = 1
    else:
        b = 2
    return lambda x=1: x


def constant(a):
    if a:
        b = 1
    else:
        b = 2
    b = -b
    return 5


watch(["JUMP"], truth, 1)
watch(["JUMP"], constant_slice, "abc")
watch(["JUMP"], function_with_default, 1)
watch(["JUMP"], constant, 1)
