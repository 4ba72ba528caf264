# clauses: EXC-14
# level: sides
# behaviours: spread_call_raises_at_itself raise_is_before_the_call

# What comes out of a call with *args is placed like what comes out of any other call. In CPython
# 3.13 that depends on whether CALL is on for the code: then it is at the call itself, else at the
# code unit in front of it.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE"]
HIDDEN = ("<module>", "watch", "raises")


def raises(*args):
    raise KeyError("k")


def calls(args):
    raises(*args, **{})


def calls_with_star_only(args):
    raises(*args)


def recorder(event):
    def record(code, offset, exception):
        if code.co_name not in HIDDEN:
            line, end_line, column, end_column = list(code.co_positions())[offset // 2]
            print("   ", event, f"{column} to {end_column}")

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

for function in (calls, calls_with_star_only):
    for call_too in (False, True):
        mon.set_local_events(TOOL, function.__code__, mon.events.CALL if call_too else 0)
        print("CALL is", "on" if call_too else "off")
        watch(function, [1])
        mon.set_local_events(TOOL, function.__code__, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
