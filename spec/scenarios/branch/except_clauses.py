# clauses: BRANCH-15
# level: sides
# behaviours: branch_sides

# The question whether an except clause takes the exception is a branch at the clause, from its
# except to the end of its body: BRANCH_LEFT takes it, BRANCH_RIGHT goes on to the next. A tuple of
# types is one branch, a bare except none.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "watch")


def handles(error):
    try:
        raise error
    except (KeyError, IndexError):
        return 1
    except ValueError as e:
        return 2
    except:
        return 3


def place(code, offset):
    """Line (counted from the first line of the code) and column of an instruction."""
    line, _, column, _ = list(code.co_positions())[offset // 2]
    return "no line" if line is None else f"{line - code.co_firstlineno}:{column}"


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            print("   ", event, place(code, offset), "->", place(code, destination))

    return record


def watch(function, error):
    """Runs the function and prints its events."""
    print(function.__name__, error.__name__)
    mon.set_events(TOOL, MASK)
    function(error)
    mon.set_events(TOOL, 0)


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

watch(handles, KeyError)
watch(handles, IndexError)
watch(handles, ValueError)
watch(handles, TypeError)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
