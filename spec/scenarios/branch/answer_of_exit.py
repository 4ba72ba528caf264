# clauses: BRANCH-16
# level: sides
# behaviours: branch_sides

# When an exception leaves a with block, the answer of __exit__ is a branch at the manager:
# BRANCH_RIGHT if it suppresses the exception, BRANCH_LEFT if that goes on. There is none when the
# block ends normally.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


class Manager:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return self.answer

    def __repr__(self):
        return f"Manager({self.answer})"


def raises(manager):
    with manager:
        raise KeyError
    return 1


def works(manager):
    with manager:
        x = 1
    return 1


def place(code, offset):
    """Line (counted from the first line of the code) and column of an instruction."""
    line, _, column, _ = list(code.co_positions())[offset // 2]
    return "no line" if line is None else f"{line - code.co_firstlineno}:{column}"


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            print("   ", event, place(code, offset), "->", place(code, destination))

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

watch(raises, Manager(True))
watch(raises, Manager(False))
watch(works, Manager(True))

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
