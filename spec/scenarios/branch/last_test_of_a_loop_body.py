# clauses: BRANCH-12
# level: sides
# behaviours: branch_sides copied_loop_test

# Where the jump of a test would lead back to a loop, as for an if without else at the end of the
# body, or the filter of a comprehension, the compiler turns the test round and lets a JUMP follow:
# BRANCH_RIGHT is then the body, BRANCH_LEFT, with the JUMP, the next round. In a while loop of 3.12
# and 3.13 the way leads ahead to the copied test, so there the test is not turned.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
EVENTS += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def in_for(xs):
    for x in xs:
        if x:
            y = x
    return 1


def in_while(n):
    while n:
        n -= 1
        if n:
            y = n
    return 1


def break_at_the_end(xs):
    for x in xs:
        if x:
            break
    return -len(xs)


def with_continue(xs):
    for x in xs:
        if not x:
            continue
        y = x
    return 1


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

watch(in_for, (0, 1))
watch(in_while, 2)
watch(break_at_the_end, (0, 1))
watch(with_continue, (0, 1))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
