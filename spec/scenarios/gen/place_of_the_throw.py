# clauses: GEN-15
# level: lines
# behaviours: throw_is_at_the_yield

# PY_THROW and the RAISE after it stand at the expression with the yield. In CPython 3.12 the
# instruction is the yield itself, that is, the same offset as PY_YIELD had; later it is the one
# where the generator would have gone on.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_YIELD", "PY_THROW", "RAISE"]
HIDDEN = ("<module>", "watch", "throws")


def numbers():
    x = 1
    x = [
        (yield x),
        2,
    ]


def throws():
    generator = numbers()
    next(generator)
    generator.throw(KeyError("k"))


def line_of(code, offset):
    """The line of an instruction, counted from the first line of its code."""
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return f"+{line - code.co_firstlineno}"


def recorder(event):
    def record(code, offset, value):
        if code.co_name not in HIDDEN:
            offset_of[event] = offset
            print("   ", event, code.co_name, line_of(code, offset), repr(value))

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

offset_of = {}
watch(throws)
print("thrown at the offset of PY_YIELD:", offset_of["PY_THROW"] == offset_of["PY_YIELD"])

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
