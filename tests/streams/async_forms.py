# Coroutines, asynchronous generators, `async for`, `async with`, driven by hand.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Manager:
    def __init__(self, suppress):
        self.suppress = suppress

    async def __aenter__(self):
        return await Pause("enter")

    async def __aexit__(self, *error):
        await Pause("exit")
        return self.suppress


class Steps:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def nothing():
    return 1


async def awaits():
    return await nothing()


async def suspends():
    a = await Pause("a")
    b = await Pause("b")
    return a, b


async def numbers(n):
    for i in range(n):
        yield i
        await Pause(i)


async def over_generator():
    total = 0
    async for i in numbers(2):
        total += i
    else:
        total += 1
    return total


async def over_iterator():
    async for i in Steps(2):
        if i == 0:
            break
        continue
    return i


async def enters():
    async with Manager(False) as value, Manager(False):
        return value


async def suppresses():
    async with Manager(True):
        int("q")
    return 2


async def asserts():
    async with Manager(True) as value:
        assert value is None, "none"


async def comprehends():
    values = [i async for i in numbers(2)]
    odd = {i: await nothing() async for i in Steps(2) if i}
    return values, odd, [await awaits() for i in (1, 2)]


async def fails():
    async for i in failing():
        i


async def failing():
    yield
    raise OSError("late")


def drive(coroutine):
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value
        except OSError:
            return "failed"


for make in (nothing, awaits, suspends, over_generator, over_iterator, enters, suppresses, asserts, comprehends, fails):
    drive(make())
coroutine = suspends()
coroutine.send(None)
coroutine.close()
coroutine = suspends()
coroutine.send(None)
try:
    coroutine.throw(KeyError("thrown"))
except KeyError:
    pass
