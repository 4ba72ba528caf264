# clauses: GEN-6 GEN-7
# level: order
# behaviours: close_returns_value

# A generator suspended inside of try is thrown GeneratorExit by close(): a finally runs and passes
# it on; a handler may take it and return, then the generator ends with PY_RETURN and close()
# succeeds (from 3.13 its result is the returned value).
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = [
    "PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN", "PY_YIELD", "PY_UNWIND", "RAISE",
    "EXCEPTION_HANDLED", "RERAISE",
]
HIDDEN = ("<module>", "closes")


def cleans_up():
    try:
        yield 1
    finally:
        cleaned = True


def gives_in():
    try:
        yield 1
    except GeneratorExit:
        return "gave in"


def closes(function):
    generator = function()
    next(generator)
    result.append(generator.close())


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(repr, details))

    return record


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

result = []
for function in (cleans_up, gives_in):
    print(function.__name__)
    mon.set_events(TOOL, MASK)
    closes(function)
    mon.set_events(TOOL, 0)
    print("    close() gave", result.pop())

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
