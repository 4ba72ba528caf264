# clauses: STOP-4
# level: events
# errata: for_over_generator_loses_stop_iteration

# CPython tells of the end of a generator from the second run on of a FOR_ITER that has no event itself.
# An event of the loop's end is none of its own, and what a callback switches while the generator runs
# holds from the next run on.
import sys

mon = sys.monitoring
EVENTS = mon.events
LOOP, SWITCH = 2, 3
BODY = getattr(EVENTS, "BRANCH_LEFT", EVENTS.BRANCH)
END = getattr(EVENTS, "BRANCH_RIGHT", EVENTS.STOP_ITERATION)
seen = []
switch_to = None


def generator(n):
    yield from range(n)
    return n or None


def loop(n):
    for i in generator(n):
        pass


def stops(code, offset, exception):
    if code is loop.__code__:
        seen.append(repr(exception))


def generator_returns(code, offset, value):
    if switch_to is not None:
        mon.set_events(SWITCH, switch_to)


def run(*rounds):
    global switch_to
    for n, switch_to in rounds:
        seen.clear()
        loop(n)
        print(f"  {n} items{'' if switch_to is None else ', a switch'} ->", *seen or ["silent"])


mon.use_tool_id(LOOP, "loop")
mon.use_tool_id(SWITCH, "switch")
mon.register_callback(LOOP, EVENTS.STOP_ITERATION, stops)
mon.register_callback(LOOP, EVENTS.RAISE, stops)
fresh = loop.__code__

print("the end of the loop on:")
mon.register_callback(LOOP, EVENTS.BRANCH, lambda code, offset, to: None)
mon.set_events(LOOP, EVENTS.STOP_ITERATION | END)
run((0, None), (0, None), (0, None))

print("a callback switches the body of the loop on and off:")
loop.__code__ = fresh.replace()
mon.register_callback(SWITCH, EVENTS.PY_RETURN, generator_returns)
mon.set_local_events(SWITCH, generator.__code__, EVENTS.PY_RETURN)
mon.set_events(LOOP, EVENTS.STOP_ITERATION | EVENTS.RAISE)
run((0, None), (0, None), (0, BODY), (0, None), (0, 0), (0, None), (0, None))
run((2, None), (2, BODY), (2, 0), (2, None))

mon.set_events(LOOP, 0)
mon.set_events(SWITCH, 0)
mon.set_local_events(SWITCH, generator.__code__, 0)
for event in (EVENTS.STOP_ITERATION, EVENTS.RAISE, EVENTS.BRANCH):
    mon.register_callback(LOOP, event, None)
mon.register_callback(SWITCH, EVENTS.PY_RETURN, None)
mon.free_tool_id(LOOP)
mon.free_tool_id(SWITCH)
