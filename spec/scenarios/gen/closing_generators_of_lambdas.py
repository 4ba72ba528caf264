# clauses: GEN-6 GEN-16
# level: events
# behaviours: close_throws_if_watched
# errata: generator_close_is_silent

# Whether closing throws is decided by the number of handlers in force where the generator is suspended. A lambda has not the
# hidden one that functions have.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID
WATCHED = ["PY_THROW", "PY_UNWIND", "RAISE"]


def inner():
    yield 1
    yield 2


def plain():
    yield 5


def delegating():
    yield from inner()


GENERATORS = [
    plain,
    delegating,
    lambda: (yield 5),
    lambda: [(yield 5)],
    lambda: (yield from inner()),
    lambda: (yield from [1, 2]),
]
seen = []


def record(name):
    def callback(code, offset, exception):
        if code.co_filename == __file__ and code.co_name != "<module>":
            seen.append(f"{name} {code.co_name}")

    return callback


monitoring.use_tool_id(TOOL, "closing")
for name in WATCHED:
    monitoring.register_callback(TOOL, getattr(events, name), record(name))
for number, make in enumerate(GENERATORS):
    for wanted in (["PY_THROW"], ["PY_THROW", "RAISE"], WATCHED):
        for how in ("close", "drop"):
            seen.clear()
            monitoring.set_events(TOOL, sum(getattr(events, name) for name in wanted))
            generator = make()
            next(generator)
            if how == "close":
                generator.close()
            del generator
            monitoring.set_events(TOOL, 0)
            print(number, make.__name__, how, *wanted, ":", *seen)
monitoring.free_tool_id(TOOL)
