# clauses: EXC-9
# level: order

# except* is entered once, with the whole group: one RAISE, one EXCEPTION_HANDLED. What no clause
# takes is raised again as a group of the rest: RERAISE with that. An exception that is no group is
# wrapped only for the clause; the events show the naked one.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND", "PY_RETURN"]
HIDDEN = ("<module>", "watch")


def all_taken():
    try:
        raise ExceptionGroup("g", [KeyError("k"), ValueError("v")])
    except* KeyError:
        pass
    except* ValueError:
        pass


def rest_remains():
    try:
        raise ExceptionGroup("g", [KeyError("k"), ValueError("v")])
    except* KeyError:
        pass


def naked():
    try:
        raise KeyError("k")
    except* KeyError:
        pass


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(repr, details))

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

watch(all_taken)
watch(rest_remains)
watch(naked)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
