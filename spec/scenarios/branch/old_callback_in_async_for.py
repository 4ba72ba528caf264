# clauses: BRANCH-5 DISABLE-17
# level: events
# behaviours: branch_sides
# errata: branch_callback_needs_its_source

# A callback of the deprecated BRANCH at two `async for` loops, alone and beside LINE.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID


class Countdown:
    def __init__(self, left):
        self.left = left

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def loops():
    async for item in Countdown(2):
        item += 1
    async for item in Countdown(1):
        item += 2


def line_at(offset):
    for start, end, line in loops.__code__.co_lines():
        if start <= offset < end:
            return line - loops.__code__.co_firstlineno


def on_branch(code, offset, destination):
    if code is loops.__code__:
        print(" ", line_at(offset), "to", line_at(destination))


monitoring.use_tool_id(TOOL, "old")
monitoring.register_callback(TOOL, events.BRANCH, on_branch)
for names in (["BRANCH", "LINE"], ["BRANCH"]):
    print(*names)
    monitoring.restart_events()
    monitoring.set_events(TOOL, sum(getattr(events, name) for name in names))
    try:
        loops().send(None)
    except StopIteration:
        pass
    monitoring.set_events(TOOL, 0)
monitoring.free_tool_id(TOOL)
