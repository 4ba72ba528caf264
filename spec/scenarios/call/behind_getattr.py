# clauses: CALL-18
# level: events
# behaviours: calls_unpack_bound_methods

# Until 3.13 a method of a class with __getattr__ is reported as bound where its call runs the first
# time; later it is the function, with self as arg0, for the instruction has specialised. An attribute
# of the object stays what it is, and a class with __getattribute__ gives bound methods for ever. From
# 3.14 CALL shows the function and self in any case.
import sys

mon = sys.monitoring
TOOL = 3


class Fallback:
    def method(self, value):
        return value

    def __getattr__(self, name):
        raise AttributeError(name)


class Everything:
    def method(self, value):
        return value

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


def three_times(thing):
    for _ in range(3):
        thing.method(5)


def own(thing):
    thing.method = three_times.__get__
    for _ in range(3):
        thing.method(5)


def on_call(code, offset, callable_, arg0):
    if code in (three_times.__code__, own.__code__) and callable_ is not range:
        kind = type(callable_).__name__
        print(f"{code.co_name}: {kind} {callable_.__name__}, arg0 {type(arg0).__name__}")


mon.use_tool_id(TOOL, "behind_getattr")
try:
    mon.register_callback(TOOL, mon.events.CALL, on_call)
    mon.set_events(TOOL, mon.events.CALL)
    for one in (Fallback(), Everything()):
        print(type(one).__name__)
        three_times(one)
    own(Fallback())
finally:
    mon.set_events(TOOL, 0)
    mon.free_tool_id(TOOL)
