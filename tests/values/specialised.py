# What specialised instructions have learnt is looked at anew when classes, modules and operands change.
class A:
    kind = "a"

    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x


class B(A):
    def get(self):
        return -self.x


class C:
    pass


def read(o):
    return o.x


def ask(o):
    return o.get()


def write(o, v):
    o.x = v


def add(a, b):
    return a + b


def item(c, i):
    return c[i]


def g():
    return name


def b():
    return len([1, 2])


name = 1
for _ in range(5):
    print(read(A(1)), ask(A(2)), ask(B(3)), g(), b(), end=" ")
print()
name = 2
print(g())
globals()["other"] = 3
print(g())
del name
try:
    g()
except NameError as e:
    print(e)
name = 5
print(g())


def len(x):
    return "own"


print(b())
del len
print(b())
a = A(7)
a.get = lambda: "instance"
print(ask(a), ask(A(8)))
A.get = lambda self: "new"
print(ask(a), ask(A(8)), ask(B(9)))
del a.get
print(ask(a))
A.x = property(lambda self: "property", lambda self, v: print("set", v))
print(read(a))
write(a, 3)
del A.x
write(a, 4)
print(read(a), a.__dict__)
write(a, 5)
print(read(a))
print(read(A(6)))
try:
    read(C())
except AttributeError as e:
    print(e)
c = C()
write(c, 1)
write(c, 2)
print(read(c))
del c.x
try:
    read(c)
except AttributeError as e:
    print(e)
print(add(1, 2), add(1.5, 2.5), add("a", "b"), add(2**47, 2**47), add(1, 2), add(True, 1), add(2**47 - 1, 1))
print(item([1, 2], 1), item([1, 2], -1), item((3, 4), 0), item({0: 5}, 0), item("ab", 1), item([1, 2], True))
try:
    item([1], 4)
except IndexError as e:
    print(e)


class L(list):
    def __getitem__(self, i):
        return "L"


print(item(L([1]), 0), item([1], 0))


class D:
    def __getattr__(self, n):
        return n + "!"


def xs(o):
    return o.zz


d = D()
print(xs(d), xs(d))
d.zz = 1
print(xs(d), xs(d), xs(D()))
import math


def pi():
    return math.pi


print(pi(), pi())
math.pi = 3
print(pi())
del math.pi
try:
    pi()
except AttributeError as e:
    print(e)
for cls in (A, B, C):
    for i in range(300):
        o = cls.__new__(cls)
        write(o, i)
        assert read(o) == i
olds = [A(1) for _ in range(10)]
for i, o in enumerate(olds):
    for k in range(12):
        setattr(o, "n%d" % k, k)
del olds, o
for _ in range(1000):
    o = A(1)
    for k in "abcdefghijk":
        setattr(o, k, k)
print("done")


class Ch:
    def __del__(self):
        print("del")


def f(x, y):
    x.y = y
    x.y = None


x = C()
f(x, Ch())
f(x, Ch())
nan = float("nan")
def cmp(a, b): return (a < b, a <= b, a == b, a != b, a > b, a >= b)
print(cmp(1, 2), cmp(2, 2), cmp(3, 2), cmp(-1, 1), cmp(nan, 1.0), cmp(1.0, 1), cmp(2**60, 1), cmp(1.5, 2.5))
