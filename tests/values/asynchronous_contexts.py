# contextlib for async with: asynccontextmanager, aclosing, nullcontext.
from contextlib import aclosing, asynccontextmanager, nullcontext
import contextlib
def run(coroutine):
    try:
        while True: print("  waits for", coroutine.send(None))
    except StopIteration as end: print("->", end.value)
    except BaseException as error: print("->", type(error).__name__, error, "| cause", repr(error.__cause__))
class Pause:
    def __init__(self, what): self.what = what
    def __await__(self): yield self.what; return self.what * 2
@asynccontextmanager
async def managed(name, swallow=(), times=1, before=1):
    """Managed."""
    print("enter", name)
    try:
        for i in range(times * before):
            yield await Pause(name)
    except swallow as error:
        print("swallowed", repr(error))
        if times > 1: yield
    finally:
        await Pause("closing " + name)
        print("leave", name)
async def use(manager, error=None, result="result"):
    async with manager as value:
        print("  in", value)
        if error: raise error
        return result
    return "after"
run(use(managed("a")))
run(use(managed("b"), ValueError("v")))
run(use(managed("c", ValueError), ValueError("v")))
run(use(managed("d", before=0)))
run(use(managed("e", times=2)))
run(use(managed("f", KeyError, times=2), KeyError("k")))
for error in (StopIteration("s"), StopAsyncIteration("s"), RuntimeError("r"), KeyboardInterrupt(), GeneratorExit()): run(use(managed("g"), error))
run(use(managed("h", Exception), StopAsyncIteration("s")))
@managed("i")
async def decorated(x): return x + 1
run(decorated(3)); run(decorated(4))
@asynccontextmanager
async def changes():
    try: yield
    except ValueError as error: raise KeyError("changed") from error
run(use(changes(), ValueError("v")))
run(use(nullcontext(5))); run(use(nullcontext(), ValueError("null")))
async def numbers():
    try:
        for i in range(5): yield i
    finally: print("numbers closed")
async def first():
    async with aclosing(numbers()) as all_of_them:
        async for n in all_of_them:
            if n == 2: return n
run(first())
print(managed.__name__, managed.__doc__, type(managed("x")).__name__, [c.__name__ for c in type(managed("x")).__mro__ if c.__name__.startswith("_Gen")])
class Own(contextlib.AbstractAsyncContextManager):
    async def __aenter__(self): return type(await super().__aenter__()).__name__
    async def __aexit__(self, *details): print("own", details[0]); return True
run(use(Own(), ValueError("own")))
