# clauses: STOP-4
# level: events
# errata: for_over_generator_loses_stop_iteration disabling_run_is_not_counted

# CPython tells of the end of a generator from the second run on of a FOR_ITER that has no event itself. The
# run in which LINE or INSTRUCTION of it is disabled is one of the two, but in 3.12.
import sys

mon = sys.monitoring
EVENTS = mon.events
LOOP = 2
seen = []


def generator(n):
    yield from range(n)


def loop(n):
    for i in generator(n):
        pass


def stops(code, offset, exception):
    if code is loop.__code__:
        seen.append(repr(exception))


mon.use_tool_id(LOOP, "loop")
mon.register_callback(LOOP, EVENTS.STOP_ITERATION, stops)
mon.register_callback(LOOP, EVENTS.LINE, lambda code, line: mon.DISABLE)
mon.register_callback(LOOP, EVENTS.INSTRUCTION, lambda code, offset: mon.DISABLE)
fresh = loop.__code__
for name in ("LINE", "INSTRUCTION"):
    for rounds in ((1, 0, 0), (0, 0, 0), (2, 0, 0)):
        loop.__code__ = fresh.replace()
        mon.set_events(LOOP, EVENTS.STOP_ITERATION | getattr(EVENTS, name))
        for n in rounds:
            seen.clear()
            loop(n)
            print(f"{name}, {n} items ->", *seen or ["silent"])
        mon.set_events(LOOP, 0)

for event in (EVENTS.STOP_ITERATION, EVENTS.LINE, EVENTS.INSTRUCTION):
    mon.register_callback(LOOP, event, None)
mon.free_tool_id(LOOP)
