# `assert` jumps over its failure when it holds.


def holds(x):
    assert x
    return x


def says(x):
    assert x, "message"


def compares(x):
    try:
        assert x == 1
    except AssertionError:
        return 0
    return 1


def both(x, y):
    assert x and y, f"{x} {y}"
    return x


holds(1), says(1), compares(1), compares(2), both(1, 1)
for bad in (lambda: holds(0), lambda: says(0), lambda: both(1, 0)):
    try:
        bad()
    except AssertionError:
        pass
