# Generators: driven by hand, thrown into, closed, dropped, delegated to.


def returns_value():
    yield 1
    return 2


def receives():
    got = yield 1
    got = yield got
    return got


def catches():
    try:
        yield 1
    except ValueError:
        yield 2


def cleans():
    try:
        yield 1
    finally:
        print("cleaned")


def plain():
    yield 1
    yield 2


def raises():
    yield 1
    raise ValueError("inside")


def loops(n):
    while n:
        yield n
        n -= 1


def on_a_line(): x = yield; yield x


def raises_stop():
    yield 1
    raise StopIteration(5)


def delegates():
    result = yield from returns_value()
    return result


def delegates_closing():
    yield from cleans()


def delegates_catching():
    yield from catches()


def finish(generator):
    try:
        while True:
            next(generator)
    except StopIteration as stop:
        return stop.value


finish(returns_value()), finish(delegates())
generator = receives()
next(generator), generator.send("a")
try:
    generator.send("b")
except StopIteration as stop:
    stop.value
generator = catches()
next(generator), generator.throw(ValueError("v"))
generator = cleans()
next(generator)
generator.close()
generator = plain()
next(generator)
generator.close()
generator = plain()
generator.close()
generator = delegates_closing()
next(generator)
generator.close()
generator = delegates_catching()
next(generator), generator.throw(ValueError("w"))
generator = on_a_line()
next(generator), generator.send(3)
try:
    for value in raises():
        value
except ValueError:
    pass
for value in loops(2):
    value
for value in loops(5):
    if value == 4:
        break
try:
    list(raises_stop())
except RuntimeError:
    pass
generator = plain()
next(generator)
try:
    generator.throw(KeyError("thrown"))
except KeyError:
    pass
for value in returns_value():
    value
next(plain(), None)
del generator
