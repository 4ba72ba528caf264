# clauses: RESTART-2
# level: order

# Code that has a frame on the stack is woken within the call: the loop that calls restart_events in
# its third round gets the rest of that round, and so does the caller's loop around it.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def inner():
    for number in (1, 2, 3, 4):
        abs(number)
        if number == 3 and restarts:
            monitoring.restart_events()
        divmod(number, 1)


def outer():
    for name in ("x", "y"):
        ord(name)
        inner()
        chr(120)


def on_call(code, offset, callable, arg0):
    if callable in (abs, divmod, ord, chr):
        seen.append(f"{callable.__name__}({arg0!r})")
        return monitoring.DISABLE


def run(title):
    global seen
    seen = []
    outer()
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.set_events(TOOL, E.CALL)
restarts = False
run("no restart")
run("no restart")
restarts = True
run("a restart in each third round")

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.CALL, None)
monitoring.free_tool_id(TOOL)
