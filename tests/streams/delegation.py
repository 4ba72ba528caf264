def inner(n):
    received = yield n
    yield received
    return n * 2


def outer():
    first = yield from inner(1)
    second = yield from [10, 20]
    return first, second


def guarded():
    try:
        yield from inner(5)
    except ValueError as error:
        yield str(error)


generator = outer()
next(generator)
generator.send("sent")
for value in generator:
    value

generator = guarded()
next(generator)
generator.throw(ValueError("thrown"))
try:
    next(generator)
except StopIteration:
    pass

generator = outer()
next(generator)
generator.close()
