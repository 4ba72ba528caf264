# clauses: EXC-13
# level: lines
# behaviours: raise_is_before_the_call

# In the caller of a Python function that raised, RAISE and PY_UNWIND stand at the call. From 3.13
# CPython reports the code unit in front of the call, so that in a call over several lines the line
# is that of the last argument. A call of a built-in function is reported at the call itself in all
# versions.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "PY_UNWIND"]
HIDDEN = ("<module>", "watch")


def raises(*args):
    raise KeyError("k")


def calls(x):
    raises(
        x,
        x,
    )


def calls_without_arguments(x):
    raises()


def calls_built_in(x):
    len(
        x,
        x,
    )


def positions(code, offset):
    """Lines (counted from the first line of the code) and columns of an instruction."""
    line, end_line, column, end_column = list(code.co_positions())[offset // 2]
    first = code.co_firstlineno
    return f"{line - first}:{column} to {end_line - first}:{end_column}"


def recorder(event):
    def record(code, offset, exception):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, positions(code, offset))

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

watch(calls, 1)
watch(calls_without_arguments, 1)
watch(calls_built_in, 1)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
