# clauses: JUMP-9
# level: events

# No JUMP fires for the waiting loop inside of await and yield from, for going into and out of try
# and with without an exception, for a call or a return.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["JUMP", "PY_RETURN"]
HIDDEN = ("<module>",)


class Pause:
    def __await__(self):
        yield 1
        yield 2


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


async def awaits():
    await Pause()


def delegates():
    yield from [1, 2]


def runs():
    list(awaits().__await__())
    list(delegates())
    with Manager():
        x = 1
    try:
        x = 2
    finally:
        x = 3
    return x


def jumps():
    for x in [1]:
        pass


def recorder(event):
    def record(code, *rest):
        if code.co_name not in HIDDEN:
            print("   ", event, code.co_name)

    return record


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

for function in (runs, jumps):
    print(function.__name__)
    mon.set_events(TOOL, MASK)
    function()
    mon.set_events(TOOL, 0)

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
