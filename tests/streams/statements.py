import math
from math import floor as down

counter = 0


def bump(by):
    global counter
    counter += by
    return counter


def unpack():
    a, b = 1, 2
    a, b = b, a
    (c, *d), e = [1, 2, 3], 4
    first = second = a
    del first
    return c, d, e, second


def subscripts():
    numbers = list(range(5))
    numbers[0] = 1
    numbers[1] += 2
    del numbers[2]
    numbers[1:3] = []
    return numbers[-1], numbers[::2]


def unreachable():
    return 1
    print("never")


def docstring():
    """Only this."""


def nothing(): ...


bump(1); bump(2)
unpack()
subscripts()
unreachable()
docstring()
nothing()
math.floor(1.5), down(2.5)
x = 1 + 2 * 3
"a constant"
if __name__ == "__main__":
    pass
