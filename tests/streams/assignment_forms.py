# Stores of every kind.
from os import path as os_path
import os.path
import sys as system


class Holder:
    value = 1


def deletes(items):
    a = b = 1
    del a, items[0]
    holder = Holder()
    holder.own = 2
    del holder.own
    return b


def augments(items, holder):
    n = 1
    n += 2
    n -= 1
    items[0] += n
    holder.value += n
    items[:1] += [3]
    return n


def unpacks(pair):
    a, b = pair
    a, b = b, a
    first, *rest = [1, 2, 3]
    [c, (d, e)] = 1, (2, 3)
    x = y = a
    x, y, z = z_of(3), 2, 1
    return first, rest, c, d, e, x, y, z


def z_of(z):
    return z


def unpacks_wrongly():
    a, b = [1, 2, 3]


def target_on_lines(items):
    items[
        0
    ] = 5
    (
        a,
        b,
    ) = 1, 2
    return a, b


def displays(xs):
    return [*xs, 1, *xs], (*xs,), {*xs}, {"a": 1, **{"b": 2}}


def slices(xs):
    xs[1:2] = [7, 8]
    return xs[0], xs[-1], xs[:2], xs[::2], xs[1:][0]


def annotates():
    a: int = 1
    b: str
    (c): int = 2
    return a, c


def continued(x):
    y = x + \
        1
    return y


deletes([1, 2]), augments([1, 2], Holder()), unpacks((1, 2)), target_on_lines([0]), displays([1]), slices([1, 2, 3])
annotates(), continued(1), os_path is os.path, system.maxsize > 1
number: int = 3
try:
    unpacks_wrongly()
except ValueError:
    pass
try:
    exec("a = 1\nb = a + 1\nraise KeyError(b)")
except KeyError:
    pass
eval("1 + 1")
