# clauses: JUMP-7
# level: sides
# behaviours: copied_loop_test branch_sides

# From 3.14 a while loop has one test, at its top, and a JUMP from the end of the body to it. Up to
# 3.13 the test stands a second time at the bottom: the end of the body runs into that without a
# JUMP, and a JUMP of the while line leads from there to the body. continue goes to the test at the
# top in all versions.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP"]
EVENTS += ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def plain(n):
    while n:
        n -= 1
    return n


def continues(n):
    while n:
        n -= 1
        if n:
            continue
        n = 0
    return n


def two_tests(n, m):
    while n and m:
        n -= 1
    return n


def endless(n):
    while True:
        n -= 1
        if not n:
            break
    n = -n
    return -(n + 1)


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

watch(plain, 2)
watch(continues, 2)
watch(two_tests, 2, 1)
watch(endless, 2)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
