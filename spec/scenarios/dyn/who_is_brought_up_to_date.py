# clauses: DYN-1
# level: order

# A change of the global set or a restart reaches code with a frame on the stack within the call, and
# other code when it is next entered or resumed; a local set reaches its code within the call. The
# probe: CALL of each function was disabled, then goes off and on again. Off takes the disabled
# places of a code along if it reaches the code before on undoes it.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def on_the_stack(change):
    change()
    ord("a")


def caller(change):
    on_the_stack(change)
    ord("b")


def idle():
    ord("c")


def generator():
    while True:
        ord("d")
        yield


def on_call(code, offset, callable, arg0):
    if callable is ord:
        seen.append(code.co_name)
        return monitoring.DISABLE


def nothing():
    pass


def global_off_and_on():
    monitoring.set_events(TOOL, 0)
    monitoring.set_events(TOOL, E.CALL)


def local_off_and_on():
    monitoring.set_events(TOOL, 0)
    for function in (on_the_stack, caller, idle, generator):
        monitoring.set_local_events(TOOL, function.__code__, E.LINE)
        monitoring.set_local_events(TOOL, function.__code__, 0)
    monitoring.set_events(TOOL, E.CALL)


def run(title, change):
    global seen
    seen = []
    caller(change)
    idle()
    next(suspended)
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.CALL, on_call)
monitoring.set_events(TOOL, E.CALL)
suspended = generator()
run("first run", nothing)
run("disabled", nothing)
run("global off and on", global_off_and_on)
run("disabled", nothing)
run("global off, local change, global on", local_off_and_on)
run("disabled", nothing)
run("restart_events", monitoring.restart_events)

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.CALL, None)
monitoring.free_tool_id(TOOL)
