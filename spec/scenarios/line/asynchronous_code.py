# clauses: LINE-18
# level: lines

# In a coroutine the lines are those of the same code without async: await fires nothing when it
# goes on, async for has its line in each round and at the end, async with when it is entered and
# left.
import sys

mon = sys.monitoring
TOOL = 3
HIDDEN = ("<module>", "watch", "answer", "items", "__aenter__", "__aexit__")
seen = []


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return None


async def answer():
    return 1


async def items():
    yield 1


async def awaits():
    a = await answer()
    return a


async def loops():
    async for x in items():
        a = x
    return a


async def uses():
    async with Manager():
        a = 1
    return a


def record(code, line):
    if code.co_name not in HIDDEN:
        seen.append(f"+{line - code.co_firstlineno}")


def watch(function):
    """Runs the coroutine and prints its lines in the order of their events."""
    coroutine = function()
    seen.clear()
    mon.set_events(TOOL, mon.events.LINE)
    try:
        coroutine.send(None)
    except StopIteration:
        pass
    mon.set_events(TOOL, 0)
    print(function.__name__, "->", *seen)


mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, mon.events.LINE, record)

for function in (awaits, loops, uses):
    watch(function)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
