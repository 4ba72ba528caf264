# clauses: BRANCH-14
# level: sides
# behaviours: branch_sides matched_case_goes_to_body

# Each test that a pattern needs is a branch at the pattern, or at the guard: BRANCH_LEFT goes on
# with the pattern or to the body, BRANCH_RIGHT to the next case. From 3.14 the case that matched
# leads to the line of its body, before to its own line.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def values(x):
    match x:
        case 1:
            return "one"
        case str():
            return "text"
        case _:
            return "other"


def parts(x):
    match x:
        case [a, 2]:
            return a
        case {"k": a} if a:
            return a


def place(code, offset):
    """Line (counted from the first line of the code) and column of an instruction."""
    line, _, column, _ = list(code.co_positions())[offset // 2]
    return "no line" if line is None else f"{line - code.co_firstlineno}:{column}"


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            print("   ", event, place(code, offset), "->", place(code, destination))

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

for x in (1, "t", None):
    watch(values, x)
for x in ([1, 2], [1, 3], {"k": 0}, {"k": 4}, {}):
    watch(parts, x)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
