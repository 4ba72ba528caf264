class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, *error):
        return True


class Ticks:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def produce(n):
    for i in range(n):
        yield i


async def main():
    async with Manager() as text:
        text
    async with Manager():
        raise ValueError("suppressed")
    async for tick in Ticks(2):
        tick
    async for item in produce(2):
        if item:
            break
    return [x async for x in produce(2)]


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
