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


# A slice of a constant is a constant with the place of the whole, where bounds are constants too.
def slices_of_constants(x):
    if x:
        x = 1
    first, *rest = (1, (2), 3)[1:]
    if x:
        x = 2
    for letter in "a\u00e9c"[::2]:
        x = 3
    return b"abc"[1:], (1, 2)[-1:], "abc"[:x]


slices_of_constants(0)


# What a generator returned passes through an iterator over it and is raised in the loop, or is not.
def counted(n):
    for i in range(n):
        yield i
    return n


def over(iterator):
    for x in iterator:
        pass


def passing():
    import itertools

    over(zip([5, 6], counted(1)))
    over(zip([5], counted(2)))  # ends first: the generator is dropped
    over(enumerate(counted(1)))
    over(map(abs, counted(1)))
    over(filter(None, counted(1)))
    over(itertools.chain(counted(1)))
    over(itertools.islice(counted(1), 3))
    over(itertools.takewhile(abs, counted(1)))
    over(itertools.pairwise(counted(1)))
    over(itertools.batched(counted(1), 2))


passing()


# A class's built-in methods are called by its qualified name.
def local_class():
    class Base:
        def __init_subclass__(cls, flag=0):
            super().__init_subclass__()

    class Derived(Base, flag=2):
        pass

    class Items(list):
        pass

    Items().append(1)


local_class()


# An asynchronous generator expression gets its iterator inside from 3.15 on.
class Two:
    def __aiter__(self):
        self.left = 2
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def first_of(items):
    async for item in items:
        return item


async def asynchronous_expression():
    return await first_of(x async for x in Two() if x)


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


drive(asynchronous_expression())


# A generic function whose defaults stand on later lines.
def generic_with_a_default[T](first,
                              second=1,
                              *, third=2):
    return first + second + third


print(generic_with_a_default(1))


# What dies last when a frame ends by an exception, a generator among it.
class Remembered:
    def __del__(self):
        pass


def fails_with_a_generator(owner):
    numbers = (number for number in range(2))
    numbers, = numbers


try:
    fails_with_a_generator(Remembered())
except ValueError as error:
    print(error)


# Generic's own methods are native.
class Flagged:
    def __init_subclass__(cls, flag=0, **keywords):
        super().__init_subclass__(**keywords)
        cls.flag = flag


class GenericAndFlagged[T](Flagged, flag=2):
    pass


# A jump to the definition of a generic function comes to its own place, not to that of a default.
def jumped_over(there):
    try:
        there()
    except Exception:
        pass

    def generic[T](first, second=len("ab"), *, third=(1 if there else 2)):
        pass

    return generic(1)


jumped_over(None)


# What only an operand held dies before RAISE or after it.
class Dies:
    def __del__(self):
        pass


def failing_operators():
    for operate in (lambda: 1 in Dies(), lambda: Dies() + 1, lambda: Dies() < 1, lambda: [*Dies()], lambda: -Dies()):
        try:
            operate()
        except TypeError:
            pass


failing_operators()


# An asynchronous generator that ignores GeneratorExit when it is dropped: what it waited for lives on in its frame, which
# the traceback of the GeneratorExit holds.
class Pauses:
    def __await__(self):
        yield 1


async def pausing():
    await Pauses()


async def ignoring():
    try:
        yield 1
    finally:
        await pausing()


async def leaving():
    async for item in ignoring():
        return item


def drop_it():
    coroutine = leaving()
    try:
        coroutine.send(None)
    except StopIteration:
        pass


drop_it()


def constant_that_ends_a_while():
    a = 1
    while a < 3:
        a += 1
    else:
        (0 and 1)


def constant_that_ends_an_if(a):
    if a:
        pass
    else:
        (0 and 1)


def constant_that_ends_a_for():
    for i in (1, 2):
        pass
    else:
        (0 and 1)


constant_that_ends_a_while()
constant_that_ends_an_if(1)
constant_that_ends_an_if(0)
constant_that_ends_a_for()


class Once:
    def __init__(self):
        self.left = 1

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return 1


async def leaves_an_async_for(a):
    async for i in Once():
        if a:
            pass
        else:
            pass
        return


async def leaves_an_async_for_with_a_value(a):
    async for i in Once():
        if a:
            pass
        else:
            pass
        return 1


for leaves in (leaves_an_async_for, leaves_an_async_for_with_a_value):
    for a in (0, 1):
        try:
            leaves(a).send(None)
        except StopIteration:
            pass
