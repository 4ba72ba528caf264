# A generator that ignores its GeneratorExit is dropped while it is suspended again: the order in which what it holds dies, its
# variables and its operands.
class Mark:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def inner(name):
    mark = Mark("variable of " + name)
    try:
        yield 1
    finally:
        print("closed", name)


class Awaitable:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        return inner(self.name)


async def wait(name):
    await Awaitable(name)


def delegating():
    first = Mark("first")
    held = inner("held")
    next(held)
    try:
        yield 1
    except GeneratorExit:
        pass
    last = Mark("last")
    yield from inner("delegated to")


def displaying():
    held = inner("held")
    next(held)
    try:
        yield 1
    except GeneratorExit:
        pass
    print([Mark("operand"), Mark("next operand"), (yield 2)])


async def waiting():
    held = inner("held")
    next(held)
    try:
        await wait("first")
    except GeneratorExit:
        pass
    await wait("second")


for make in (delegating, displaying, waiting):
    print(make.__name__)
    made = make()
    made.send(None)
    made = None
