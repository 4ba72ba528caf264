# clauses: STOP-4 STOP-6
# level: events
# errata: for_over_generator_loses_stop_iteration

# A for loop over a generator ends with one STOP_ITERATION, or instead of it one RAISE, of
# StopIteration with the value that the generator returned. The documents treat the two as
# interchangeable, so only the exception is printed. CPython has neither where the loop was not
# specialised or is instrumented itself, and the value is None.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["STOP_ITERATION", "RAISE"]


def generator(n, value):
    for i in range(n):
        yield i
    return value


def loops(n, value):
    for i in generator(n, value):
        pass


EVENTS = mon.events
seen = []


def recorder(event):
    def record(code, offset, exception):
        if code is loops.__code__:
            seen.append(repr(exception))

    return record


mon.use_tool_id(TOOL, "recorder")
for event in ("STOP_ITERATION", "RAISE"):
    mon.register_callback(TOOL, getattr(EVENTS, event), recorder(event))

# A fresh loop each time: code that has run may be specialised.
fresh = loops.__code__
for others in ("", "LINE", "INSTRUCTION", "CALL"):
    for n in (0, 1, 3):
        for value in (None, "value"):
            loops.__code__ = fresh.replace()
            seen.clear()
            mon.set_events(TOOL, EVENTS.STOP_ITERATION | EVENTS.RAISE | (getattr(EVENTS, others) if others else 0))
            loops(n, value)
            mon.set_events(TOOL, 0)
            print(others or "nothing", "also on,", n, "rounds, returns", repr(value), "->", *seen or ["silent"])

for event in ("STOP_ITERATION", "RAISE"):
    mon.register_callback(TOOL, getattr(EVENTS, event), None)
mon.free_tool_id(TOOL)
