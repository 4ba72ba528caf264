# clauses: CALL-16
# level: sides

# CALL, C_RETURN and C_RAISE stand at the whole call expression. For a method call over several
# lines that is the line of the method's name, not the one where the object begins.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


def calls(text):
    len(
        text
    )
    text.upper().lower()
    text \
        .strip() \
        .upper()
    int(
        text
    )


def recorder(event):
    def record(code, offset, callable, arg0):
        if code.co_name not in HIDDEN:
            line, end, column, end_column = list(code.co_positions())[offset // 2]
            first = code.co_firstlineno
            print("   ", event, callable.__name__, f"{line - first}:{column} to {end - first}:{end_column}")

    return record


def watch(function, *args):
    """Runs the function and prints its events."""
    print(function.__name__)
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

watch(calls, "a")

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
