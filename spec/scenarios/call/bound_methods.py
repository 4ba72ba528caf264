# clauses: CALL-6
# level: events
# behaviours: calls_unpack_bound_methods

# A method that was bound before it is called: from 3.14 it is reported as the function with self as
# arg0, as if it were called on the object; before, the bound method is the callable and the first
# argument arg0. The same goes for class methods and super().method(). A call with *args reports the
# bound method in all versions.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE"]
HIDDEN = ("<module>", "watch")


class Base:
    def method(self, *args):
        return self


class Thing(Base):
    @classmethod
    def maker(cls, *args):
        return cls

    @staticmethod
    def helper(*args):
        return args

    def up(self):
        return super().method(5)


def bound(thing):
    method = thing.method
    method()
    method(1)
    method(*[2])


def of_the_class(thing):
    Thing.maker()
    Thing.maker(3)
    Thing.method(thing, 4)
    Thing.helper(4)


def through_super(thing):
    thing.up()


def bound_built_in():
    append = [].append
    append("item")


def show(value):
    """A callable by its type and name, MISSING, plain values by repr, everything else by type."""
    if value is mon.MISSING:
        return "MISSING"
    if isinstance(value, (int, str)):
        return repr(value)
    if callable(value):
        return f"{type(value).__name__} {value.__qualname__}"
    return f"<{type(value).__name__}>"


def recorder(event):
    def record(code, offset, callable, arg0):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, show(callable), "with", show(arg0))

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

thing = Thing()
watch(bound, thing)
watch(of_the_class, thing)
watch(through_super, thing)
watch(bound_built_in)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
