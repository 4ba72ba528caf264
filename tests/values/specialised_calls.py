# Calls, loops and look-ups that have learnt their operands meet other ones: the answers stay Python's.
import sys


def one(x):
    return ("one", x)


def defaults(x, y="d", z=3):
    return (x, y, z)


def rest(x, *more, k="k"):
    return (x, more, k)


def generator(x):
    yield x
    yield x + 1


class Plain:
    def __init__(self, x):
        self.x = x

    def method(self, x):
        return (self.x, x)

    def __call__(self, x):
        return ("called", x)

    def __repr__(self):
        return f"Plain({self.x})"


class Refuses:
    def __init__(self):
        pass


class ReturnsNone:
    def __init__(self, x):
        return x


def call(f, x):
    return f(x)


callables = [one, defaults, rest, abs, len, str, Plain, Plain(1), Plain(2).method, [].append, lambda x: -x, type, one]
for round in range(3):
    for f in callables:
        for times in range(3):
            try:
                print(call(f, round if f is not len else "abc"), end=" ")
            except TypeError as error:
                print(error, end=" ")
    print()
for i in range(700):  # until the place has learnt too often
    call(one, i), call(abs, -i), call(Plain, i)
print(call(one, 1), call(abs, -1), call(Plain, 5), list(call(generator, 1)))
for f in (Refuses, ReturnsNone, defaults.__get__(1), int.bit_length):
    try:
        print(call(f, 2))
    except TypeError as error:
        print(error)


def call_with_two(f, a, b):
    return f(a, b)


for f in (defaults, one, rest, divmod, defaults, Plain(3).method):
    try:
        print(call_with_two(f, 7, 2))
    except TypeError as error:
        print(error)
defaults.__defaults__ = ("changed",)
for count in range(2):
    try:
        print(call_with_two(defaults, 1, 2))
    except TypeError as error:
        print(error)
defaults.__defaults__ = ("new", "two")
print(call(defaults, 1), call_with_two(defaults, 1, 2))
one.__code__ = (lambda x: ("other code", x)).__code__
print(call(one, 1))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def too_deep(x):
    return too_deep(x)


print(deep(100))
try:
    too_deep(1)
except RecursionError as error:
    print(type(error).__name__)


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dies", self.name, sys._getframe(1).f_code.co_name)


def leaves(a, b=None):
    c = Dies("c")
    for d in [1, 2]:
        if d != 1:
            return a


leaves(Dies("a"))


def items(iterable):
    result = []
    for item in iterable:
        result.append(item)
    return result


growing = [1, 2]
sources = [range(3), range(2**62, 2**62 + 2), range(2**47 - 1, 2**47 + 1), [1, 2], (3, 4), generator(8), {5: 6}, "ab",
           range(0), [], range(5, -1, -2), map(abs, [-1])]
for round in range(3):
    print([items(source) for source in sources])
for item in growing:
    if len(growing) < 5:
        growing.append(item * 3)
print(growing, items(growing), items(range(3)))
for i in range(300):
    items(range(1)), items([1]), items((1,))
print(items(range(2)), items([1]), items((1,)), items(generator(1)))
for i in range(3):
    pass
print(i)
for i in range(2):
    for i in [Dies("first"), Dies("second")]:
        print("round", i.name)
print(i.name)
del i


class Same:
    def __init__(self, name, equal=True):
        self.name, self.equal = name, equal

    def __hash__(self):
        return 7

    def __eq__(self, other):
        print("==", self.name, getattr(other, "name", other))
        return self.equal


def inside(container, item):
    return item in container


a, b = Same("a"), Same("b", False)
things = {1, -1, -2, 7, "x", 2**70, 1.5, None, (1, 2), frozenset({1})}
for item in (1, 1.0, True, -1, -2, -3, 7, "x", "y", 2**70, 1.5, None, (1, 2), {1}, frozenset({1}), a, b, 2**47):
    print(inside(things, item), inside(list(things), item) if not isinstance(item, Same) else "", end=" ")
print()
print(inside({a}, a), inside({a}, b), inside({b}, a), inside({7: 1}, a), inside({7}, b))
for bad in ([], {}):
    for container in ({1}, {1: 2}):
        try:
            inside(container, bad)
        except TypeError as error:
            print(type(error).__name__)
numbers = set()
for i in range(-20, 20):
    numbers.add(i)
for i in range(-20, 20, 3):
    numbers.remove(i)
    numbers.discard(i)
print(sorted(numbers), -1 in numbers, -2 in numbers, 0 in numbers)
try:
    numbers.remove(-20)
except KeyError as error:
    print(error)

for base, exponent, modulus in ((3, 1000003, 2**127 - 1), (2, 10**30, 10**20 + 39), (5, 0, 7), (5, 0, 1), (0, 5, 9),
                                (-7, 123, 2**64 + 1), (7, -1, 2**61 - 1), (2**200, 77, 3**90), (12, 34, -57),
                                (2, 3, 2**100), (10**50, 10**5, 10**40 + 1), (2**64 - 1, 2, 2**64 - 1), (8, 3, 2)):
    print(pow(base, exponent, modulus), end=" ")
print()
print(2**47 - 1 + 1, -(2**47) - 1, 2**63, 2**63 - 1 + 1, -(2**63), -(2**63) - 1, (2**47) - 1, 2**64 - 2**64, 2**90 // 2**60)
print(sum([2**46] * 9), (2**100 + 1) & (2**64 + 1), (2**100).bit_length(), (-(2**64)).bit_length())

print(f"{1}{'é'}{2}", f"{'a'}{''}{''}", f"{''}{''}{''}" == "", f"{255}:{7:>3}:{7:<3}|{-7:^5}|{7:é>4}|{7:=+5}|{1234567:,}")
print(f"{12:05}|{-12:05}|{1.5:8.2f}|{1.5:é<6}|{3 + 4j:>12.1f}|{5:c}|{65:c}|{255:#x}|{0:,}|{10**20:_}|{7:05,}")
print("-".join(["a"]), ",".join([]), "".join(["", "b", ""]), "é".join(["a", "b"]), "".join(["€", "é", "a", "😀"]), "x".join(["", ""]))
print("a b\tc\u2003d\x1ce ".split(), "  a  b c ".split(None, 1), "é è\u00a0x".split(), "😀 a".split())
pairs = [(1, "b"), (1, "a"), (0, 9), (1,), (), (2**60, 1), (2**60, 0), (1.5, 2), (True, "c"), (-1, None), (-1, None)]
print(sorted(pairs), sorted([(i * 7 % 5, -i) for i in range(12)]))
try:
    sorted([(1, "a"), (1, 2)])
except TypeError as error:
    print(error)
nan = float("nan")
print(sorted([(nan, 2), (nan, 1)]), sorted([(1, a), (1, a)]) == [(1, a), (1, a)])
