# What random programs have found (spec/fuzz), each as small as it could be made.


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return True


class Steps:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


def fails(*args):
    raise TypeError("out of a Python function")


async def yields_nothing(items):
    got = yield
    yield items


async def collects(items):
    return [item async for item in items]


async def failing():
    raise KeyError("in an asynchronous generator")
    yield 1


async def async_loop_ends_with_block():
    with Manager():
        async for i in Steps():
            pass
    return 1


async def assert_ends_async_block(x):
    async with Manager():
        assert x, "message"
    return 1


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def constant_in_comparison(a):
    if -1 < a <= (1 and 3):
        pass
    return 1 and 3


def loop_ends_finally(b):
    try:
        pass
    finally:
        w = 0
        while w < 2:
            w += 1
    return b, [b, 2]


def loop_ends_case(x):
    match x:
        case 2:
            pass
        case m:
            for i in ():
                pass
    return x, [x, m, m, m]


def call_of_result_behind_handler(make):
    try:
        int("q")
    except ValueError:
        pass
    return make(1)()


def stores_twice(a):
    b, b = 2, (a and 2 or a)
    a, a = b, (a if a else 3)
    return a, b


def inverted_truth():
    return (~(not 2))


def suspended():
    try:
        yield 1
        yield 2
    finally:
        pass


def second_manager_fails():
    with Manager(), fails(2):
        pass


drive(collects(yields_nothing(1))), drive(async_loop_ends_with_block())
drive(assert_ends_async_block(1)), drive(assert_ends_async_block(0))
constant_in_comparison(1), loop_ends_finally(1), loop_ends_case(5)
call_of_result_behind_handler(lambda x: lambda: x)
stores_twice(0), stores_twice(1), inverted_truth()
for function in (second_manager_fails, lambda: drive(collects(failing())), lambda: sorted([1, None, 3], reverse=True)):
    try:
        function()
    except (TypeError, KeyError) as error:
        print(error)
kept = suspended()
next(kept)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration(5)
        self.n -= 1
        return self.n


def delegates():
    return (yield from Countdown(1))


list(delegates())
