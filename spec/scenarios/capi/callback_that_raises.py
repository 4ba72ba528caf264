# clauses: CAPI-5
# level: order
# needs: code_likes module _testcapi

# What a callback raises comes out of the Fire function; tools that were not served yet do not get
# this event, and the event stays on for all of them.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
HIGH, LOW = 4, 2
emulated = _testcapi.CodeLike(1)


def raising(code, *rest):
    if code is emulated:
        print("   tool", HIGH)
        if angry:
            raise LookupError("from the callback")


def quiet(code, *rest):
    if code is emulated:
        print("   tool", LOW)


def fire(title, function, *more):
    print(title)
    try:
        function(emulated, 0, *more)
        print("   success")
    except LookupError as error:
        print("   failure:", repr(error))


for tool, callback in ((HIGH, raising), (LOW, quiet)):
    monitoring.use_tool_id(tool, "scenario")
    for event in (E.PY_START, E.RAISE):
        monitoring.register_callback(tool, event, callback)

for name, event, function, more in (
    ("PY_START", E.PY_START, _testcapi.fire_event_py_start, ()),
    ("RAISE", E.RAISE, _testcapi.fire_event_raise, (KeyError("in flight"),)),
):
    monitoring.set_events(HIGH, event)
    monitoring.set_events(LOW, event)
    _testcapi.monitoring_enter_scope(emulated, event.bit_length() - 1)
    monitoring.set_events(HIGH, 0)
    monitoring.set_events(LOW, 0)
    angry = True
    fire(f"{name}, the first callback raises", function, *more)
    angry = False
    fire(f"{name} again", function, *more)
    _testcapi.monitoring_exit_scope()

for tool in (HIGH, LOW):
    for event in (E.PY_START, E.RAISE):
        monitoring.register_callback(tool, event, None)
    monitoring.free_tool_id(tool)
