# As much of asyncio as the peer's tests use: a coroutine is driven to its end.


def run(coroutine):
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value
