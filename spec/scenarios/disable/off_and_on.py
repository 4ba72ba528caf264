# clauses: DISABLE-19
# level: order

# Turning an event off and on again brings disabled locations back only in code that was brought up
# to date while the event was off: because it was entered, because a frame of it was on the stack, or
# because somebody set its local events. A frame of a suspended generator is on no stack.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL, OTHER = 3, 1


def watched():
    return 1


def switch(then=None):
    # This function is on the stack while its own event goes off and on.
    monitoring.set_events(TOOL, 0)
    if then is not None:
        then()
    monitoring.set_events(TOOL, E.PY_START)


def generator():
    yield 1
    yield 2


def on_start(code, offset):
    if code in codes:
        seen.append(code.co_name)
        return monitoring.DISABLE


def run(title, *functions):
    global seen
    seen = []
    for function in functions:
        function()
    print(f"{title}: {seen}")


def set_local_events_of_another_tool():
    monitoring.set_local_events(OTHER, watched.__code__, E.PY_RETURN)


codes = [function.__code__ for function in (watched, switch, generator)]
monitoring.use_tool_id(TOOL, "scenario")
monitoring.use_tool_id(OTHER, "other")
monitoring.register_callback(TOOL, E.PY_START, on_start)
monitoring.set_events(TOOL, E.PY_START)
run("first run", watched, switch)
run("disabled", watched)
run("the switch itself was on the stack", switch)
run("watched ran while off", lambda: switch(watched), watched)
run("nothing ran while off", lambda: switch(), watched)
run("local events were set while off", lambda: switch(set_local_events_of_another_tool), watched)

suspended = generator()
run("a generator starts", lambda: next(suspended))
run("it is suspended while off", lambda: switch(), lambda: next(generator()))
run("it is resumed while off", lambda: switch(lambda: next(suspended)), lambda: next(generator()))

monitoring.set_events(TOOL, 0)
monitoring.set_local_events(OTHER, watched.__code__, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(OTHER)
monitoring.free_tool_id(TOOL)
