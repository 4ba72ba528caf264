# clauses: LIFE-3
# level: events
# needs: local_exception_events

# The local events of a tool that is cleared never fire again, also in a generator that slept meanwhile
# and is woken by throw(), before it has run any instruction that could notice.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def sleeper():
    yield


def callback_of(name):
    def callback(code, offset, exception):
        print("  ", name)

    return callback


def register():
    monitoring.register_callback(TOOL, E.PY_THROW, callback_of("PY_THROW"))
    monitoring.register_callback(TOOL, E.PY_UNWIND, callback_of("PY_UNWIND"))


def throw_into(generator):
    try:
        generator.throw(KeyError)
    except KeyError:
        print("   it ended")


monitoring.use_tool_id(TOOL, "scenario")
register()
monitoring.set_local_events(TOOL, sleeper.__code__, E.PY_THROW | E.PY_UNWIND)
first, second = sleeper(), sleeper()
next(first)
next(second)
print("before the tool is cleared")
throw_into(first)
monitoring.clear_tool_id(TOOL)
register()
print("after it")
throw_into(second)


def raises(clears):
    if clears:
        monitoring.clear_tool_id(TOOL)
        monitoring.register_callback(TOOL, E.RAISE, callback_of("RAISE"))
    raise KeyError


# In the running function it is over at once.
monitoring.register_callback(TOOL, E.RAISE, callback_of("RAISE"))
for clears in (False, True):
    monitoring.set_local_events(TOOL, raises.__code__, E.RAISE)
    print("running, cleared" if clears else "running")
    try:
        raises(clears)
    except KeyError:
        pass

# Yet whether anything is thrown into a generator that is closed goes by the set that it went to sleep with (GEN-16): another
# tool shows it.
OTHER = 4
monitoring.use_tool_id(OTHER, "another")
monitoring.register_callback(OTHER, E.RAISE, callback_of("RAISE in the other tool"))
monitoring.set_local_events(OTHER, sleeper.__code__, E.RAISE)
for clears in (False, True):
    monitoring.set_local_events(TOOL, sleeper.__code__, E.PY_UNWIND)
    third = sleeper()
    next(third)
    if clears:
        monitoring.clear_tool_id(TOOL)
    print("closed, cleared" if clears else "closed")
    third.close()
monitoring.clear_tool_id(OTHER)
monitoring.free_tool_id(OTHER)
monitoring.clear_tool_id(TOOL)
monitoring.free_tool_id(TOOL)
