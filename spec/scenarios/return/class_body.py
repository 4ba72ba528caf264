# clauses: RETURN-4
# level: lines
# behaviours: lazy_annotations

# A class body returns None, or the cell of __class__ if a method of it needs one. It returns at its
# last statement; from 3.14 a body with annotations returns at the line of the class, because it
# ends with making its __annotate__.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "LINE", "PY_RETURN"]
HIDDEN = ("<module>", "watch", "plain", "annotated", "with_super")


def plain():
    class Plain:
        x = 1
        y = 2


def annotated():
    class Annotated:
        x: int = 1
        y: str = "a"


def with_super():
    class WithSuper:
        def method(self):
            return super().method


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return "no line" if line is None else f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, where, *value):
        if code.co_name not in HIDDEN:
            line = f"+{where - code.co_firstlineno}" if event == "LINE" else line_of(code, where)
            print("   ", event, code.co_name, line, *[type(x).__name__ for x in value])

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

watch(plain)
watch(annotated)
watch(with_super)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
