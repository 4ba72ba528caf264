# clauses: CALL-19 CALL-10
# level: events

# How CALL shows what is called through super(), while super() itself fires CALL and after a callback disabled it.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID


class Base:
    def method(self, number=0):
        return number

    @classmethod
    def make(cls):
        return cls.__name__


class Derived(Base):
    def __init__(self):
        super().__init__()

    def method(self, number=0):
        return super().method() + super().method(1)

    def slot(self):
        return super().__hash__()

    def read(self):
        value = super().method
        return value(2)

    @classmethod
    def make(cls):
        return super().make()


class Intercepting(Base):
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)

    def method(self, number=0):
        return super().method(3)


WATCHED = {"__init__", "method", "slot", "read", "make"}
disables = False
shown = []


def name_of(value):
    if value is monitoring.MISSING:
        return "MISSING"
    return value if type(value) is int else type(value).__name__


def on_call(code, offset, callable, first):
    if code.co_name in WATCHED:
        shown.append(f"{name_of(callable)}({name_of(first)})")
        if disables and callable is super:
            return monitoring.DISABLE


monitoring.use_tool_id(TOOL, "super")
monitoring.register_callback(TOOL, events.CALL, on_call)
derived = Derived()
USES = [Derived, derived.method, derived.slot, derived.read, Derived.make, Intercepting().method]
for warm in (False, True):
    for disables in (False, True):
        for use in USES:
            if warm:
                for _ in range(20):
                    use()
            monitoring.restart_events()
            monitoring.set_events(TOOL, events.CALL)
            for turn in range(4):
                shown.clear()
                use()
                print(warm, disables, use.__name__, turn, *shown)
            monitoring.set_events(TOOL, 0)
monitoring.free_tool_id(TOOL)
