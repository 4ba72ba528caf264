# clauses: STOP-5 STOP-6
# level: events

# STOP_ITERATION of `yield from` and await does not depend on anything else: the first run and the
# thirtieth, alone and together with LINE, INSTRUCTION and JUMP, each have exactly one.
import sys

mon = sys.monitoring
TOOL = 3


def inner():
    yield 1
    return "inner's"


def outer():
    got = yield from inner()


def runs():
    for _ in outer():
        pass


E = mon.events
counted = {"STOP_ITERATION": 0, "RAISE": 0}


def counter(event):
    def count(code, offset, exception):
        if code is outer.__code__:
            counted[event] += 1

    return count


mon.use_tool_id(TOOL, "recorder")
for event in counted:
    mon.register_callback(TOOL, getattr(E, event), counter(event))
for others in (0, E.LINE, E.INSTRUCTION, E.JUMP, E.LINE | E.INSTRUCTION | E.JUMP):
    mon.set_events(TOOL, E.STOP_ITERATION | E.RAISE | others)
    for run in range(30):
        counted.update(STOP_ITERATION=0, RAISE=0)
        runs()
        if run in (0, 29):
            print(counted)
    mon.set_events(TOOL, 0)

for event in counted:
    mon.register_callback(TOOL, getattr(E, event), None)
mon.free_tool_id(TOOL)
