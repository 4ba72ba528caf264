# clauses: ERR-18
# level: order
# behaviours: jump_error_is_at_destination

# Which line the traceback shows when a callback of JUMP or of a branch raises: that of the jump;
# in 3.12 that of where the jump goes.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
BRANCHES = ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(E, "BRANCH_LEFT") else ("BRANCH",)


class Boom(Exception):
    pass


def loop():
    for item in "ab":
        total = item


def choose(flag):
    if flag:
        return 1
    return 2


def callback(code, offset, destination):
    raise Boom


def run(title, names, function, *arguments):
    for name in names:
        monitoring.register_callback(TOOL, getattr(E, name), callback)
    monitoring.set_local_events(TOOL, function.__code__, sum(getattr(E, name) for name in names))
    try:
        function(*arguments)
    except Boom as error:
        traceback = error.__traceback__.tb_next  # behind the line of this function
        code = traceback.tb_frame.f_code
        print(f"{title}: line {traceback.tb_lineno - code.co_firstlineno} of {code.co_name}")
    monitoring.set_local_events(TOOL, function.__code__, 0)
    for name in names:
        monitoring.register_callback(TOOL, getattr(E, name), None)


monitoring.use_tool_id(TOOL, "scenario")
run("JUMP", ("JUMP",), loop)
run("if, true", BRANCHES, choose, True)
run("if, false", BRANCHES, choose, False)
monitoring.free_tool_id(TOOL)
