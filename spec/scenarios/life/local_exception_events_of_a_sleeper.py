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
monitoring.clear_tool_id(TOOL)
monitoring.free_tool_id(TOOL)
