class Pause:
    def __await__(self):
        result = yield "pause"
        return result


async def leaf(n):
    value = await Pause()
    return value + n


async def root():
    first = await leaf(1)
    try:
        await failing()
    except OSError:
        second = 0
    return first + second


async def failing():
    await Pause()
    raise OSError("late")


def drive(coroutine):
    value = None
    while True:
        try:
            coroutine.send(value)
        except StopIteration as stop:
            return stop.value
        value = 20


drive(root())
coroutine = leaf(1)
coroutine.send(None)
coroutine.close()
