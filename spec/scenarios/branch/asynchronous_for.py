# clauses: BRANCH-5
# level: sides
# behaviours: branch_sides

# `async for` is no branch up to 3.13. From 3.14 it has BRANCH_LEFT for an item and BRANCH_RIGHT at
# its end, both at the whole statement.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
EVENTS += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch", "items", "runs")


async def items():
    yield 1


async def loops():
    async for x in items():
        y = x
    return 1


def runs():
    try:
        loops().send(None)
    except StopIteration:
        pass


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

watch(runs)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
