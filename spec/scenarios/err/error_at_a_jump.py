# clauses: ERR-16
# level: order
# errata: jump_error_leaves_frame

# Jumps and branches are places like others: what their callbacks raise is caught by a try around
# them, in the same frame. Each callback raises once.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
BRANCHES = ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(E, "BRANCH_LEFT") else ("BRANCH",)


class Boom(Exception):
    pass


def for_loop():
    try:
        for item in "ab":
            total = item
    except Boom:
        return "caught inside"


def while_loop():
    try:
        number = 0
        while number < 3:
            number += 1
    except Boom:
        return "caught inside"


def choose(flag):
    try:
        if flag:
            result = 1
        else:
            result = 2
        return result
    except Boom:
        return "caught inside"


def callback(code, offset, destination):
    global to_raise
    if to_raise:
        to_raise = False
        raise Boom


def run(title, names, function, *arguments):
    global to_raise
    to_raise = True
    for name in names:
        monitoring.register_callback(TOOL, getattr(E, name), callback)
    monitoring.set_local_events(TOOL, function.__code__, sum(getattr(E, name) for name in names))
    try:
        result = function(*arguments)
    except Boom:
        result = "caught outside"
    monitoring.set_local_events(TOOL, function.__code__, 0)
    for name in names:
        monitoring.register_callback(TOOL, getattr(E, name), None)
    print(f"{title}: {result}")


monitoring.use_tool_id(TOOL, "scenario")
run("JUMP back in a for loop", ("JUMP",), for_loop)
run("JUMP back in a while loop", ("JUMP",), while_loop)
run("branch of an if, true", BRANCHES, choose, True)
run("branch of an if, false", BRANCHES, choose, False)
run("branch of a while", BRANCHES, while_loop)
monitoring.free_tool_id(TOOL)
