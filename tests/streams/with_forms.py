# `with`: entering, leaving, and what an exception does on its way.
from contextlib import contextmanager
from threading import Lock


class Manager:
    def __init__(self, suppress=False):
        self.suppress = suppress

    def __enter__(self):
        return 5

    def __exit__(self, *error):
        return self.suppress


def at_end():
    with Manager() as value:
        value


def raising():
    with Manager():
        int("q")


def suppressing():
    with Manager(True):
        int("q")
    return 1


def suppressing_at_end():
    with Manager(True):
        int("q")


def returns():
    with Manager() as value:
        return value


def several():
    with Manager() as a, Manager() as b:
        return a + b


def parenthesised():
    with (
        Manager() as a,
        Manager(True),
    ):
        int("q")
    return a


def blocks():
    with Manager():
        with Manager(True):
            int("q")
        a = 1
    return a


def native():
    with Lock() as held:
        return held


def returns_in_loop():
    for i in range(2):
        with Manager():
            if i:
                return i


def condition_inside(x):
    with Manager():
        if x:
            a = 1
        else:
            a = 2
    return a


def yields():
    with Manager():
        yield 1
    yield 2


@contextmanager
def managed():
    yield 7


def by_generator():
    with managed() as value:
        return value


at_end(), suppressing(), suppressing_at_end(), returns(), several(), parenthesised(), blocks(), native()
returns_in_loop(), condition_inside(1), condition_inside(0), list(yields()), by_generator()
try:
    raising()
except ValueError:
    pass
