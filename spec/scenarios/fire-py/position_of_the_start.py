# clauses: FIRE-PY-8
# level: sides

# PY_START stands on the first line of its code and has no column: that is the line of the def or
# class statement, of the first decorator if there are some, of the lambda or generator expression;
# line 0 for the code of a module or of exec. PY_RESUME stands at the yield. The program is a text
# here, so that its lines count from 1.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_START", "PY_RESUME"]


SOURCE = """
def decorate(function):
    return function

@decorate
@decorate
def decorated():
    pass

def nested():
    function = (
        lambda: 1
    )
    function()
    class Local:
        pass

def generator():
    x = 1
    y = [x, (yield 2)]

decorated()
nested()
list(generator())
"""


def recorder(event):
    def record(code, offset):
        line, _, column, _ = list(code.co_positions())[offset // 2]
        print(event, code.co_name, f"{line}:{column}")

    return record


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

mon.set_events(TOOL, MASK)
exec(compile(SOURCE, "<source>", "exec"), {})
mon.set_events(TOOL, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
