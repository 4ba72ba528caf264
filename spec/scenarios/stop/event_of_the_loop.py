# clauses: STOP-7
# level: events
# errata: for_over_generator_loses_stop_iteration

# The same as for_over_a_generator, but with the name of the event. Which of the two it is an
# implementation may choose; the documents say that STOP_ITERATION is favoured. CPython has
# STOP_ITERATION only from a loop that is specialised, after its first round, and not instrumented
# itself.
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
            seen.append(f"{event} {exception!r}")

    return record


mon.use_tool_id(TOOL, "recorder")
for event in ("STOP_ITERATION", "RAISE"):
    mon.register_callback(TOOL, getattr(EVENTS, event), recorder(event))

# A fresh loop each time: code that has run may be specialised.
fresh = loops.__code__
for others in ("", "LINE", "CALL"):
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
