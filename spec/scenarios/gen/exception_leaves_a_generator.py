# clauses: GEN-8
# level: lines

# Around the body of each generator and coroutine stands a hidden handler. An exception that leaves
# shows RAISE, then EXCEPTION_HANDLED and RERAISE without a line, then PY_UNWIND. The handler turns
# a StopIteration into a RuntimeError: RERAISE has that.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_UNWIND", "RAISE", "EXCEPTION_HANDLED", "RERAISE"]
HIDDEN = ("<module>", "watch", "runs_coroutine")


def fails():
    yield 1
    raise KeyError("k")


def stops():
    yield 1
    raise StopIteration("s")


async def coroutine():
    raise KeyError("k")


def runs_coroutine():
    coroutine().send(None)


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, offset, *exception):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, line_of(code, offset), *[type(e).__name__ for e in exception])

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

for function in (fails, stops):
    print(function.__name__)
    mon.set_events(TOOL, MASK)
    try:
        list(function())
    except Exception as error:
        mon.set_events(TOOL, 0)
        print("    ends with", type(error).__name__)
watch(runs_coroutine)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
