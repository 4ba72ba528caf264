# clauses: GEN-19
# level: events
# behaviours: steps_pass_close_on
# errata: generator_close_is_silent

# A coroutine waits in `async for` for an asynchronous generator that waits itself, and is closed, or dropped:
# since 3.13 GeneratorExit goes into all of them from the inside, in 3.12 into the coroutine first.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["PY_THROW", "PY_UNWIND"]


class Wait:
    def __await__(self):
        yield "waits"


async def items():
    await Wait()
    yield 1


async def loop():
    async for item in items():
        pass


async def comprehension():
    return [item async for item in items()]


async def by_hand():
    await items().asend(None)


def watch(name):
    def on_event(code, offset, error):
        print(f"  {name} {code.co_name} {type(error).__name__}")

    return on_event


def until_it_waits(function):
    coroutine = function()
    coroutine.send(None)
    return coroutine


mon.use_tool_id(TOOL, "close_of_a_step")
try:
    for name in EVENTS:
        mon.register_callback(TOOL, getattr(mon.events, name), watch(name))
    mon.set_events(TOOL, sum(getattr(mon.events, name) for name in EVENTS))
    for function in (loop, comprehension, by_hand):
        print(function.__name__, "is closed")
        until_it_waits(function).close()
        print(function.__name__, "is dropped")
        coroutine = until_it_waits(function)
        del coroutine
    print("a step is closed")
    generator = items()
    step = generator.asend(None)
    step.send(None)
    step.close()
    try:
        generator.asend(None).send(None)
    except (RuntimeError, StopAsyncIteration) as error:
        print("  then:", repr(error))
finally:
    mon.set_events(TOOL, 0)
    mon.free_tool_id(TOOL)
