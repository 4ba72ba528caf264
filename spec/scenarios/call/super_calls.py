# clauses: CALL-10
# level: order

# super() in super().name is a call of the class super: CALL and C_RETURN, with MISSING, or with the
# first of two written arguments. Looking up the attribute is none. If the attribute is not there
# the call of super itself has still returned; the AttributeError is raised after it.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["CALL", "C_RETURN", "C_RAISE", "RAISE"]
HIDDEN = ("<module>", "watch")


class Base:
    value = 1

    def method(self):
        return self.value


class Derived(Base):
    def attribute(self):
        return super().value

    def written_out(self):
        return super(Derived, self).value

    def method(self):
        return super().method()

    def absent(self):
        return super().absent


def show(value):
    """Functions and classes by name, plain values by repr, everything else by type."""
    if value is mon.MISSING:
        return "MISSING"
    if isinstance(value, (type(None), int, str, tuple, list, dict)):
        return repr(value)
    return getattr(value, "__qualname__", None) or f"<{type(value).__name__}>"


def recorder(event):
    def record(code, where, *details):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name, *map(show, details))

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

derived = Derived()
watch(derived.attribute)
watch(derived.written_out)
watch(derived.absent)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
