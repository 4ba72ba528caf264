# *tuple[int, ...]: what unpacking a generic alias gives.
def f(*args: *tuple[int, ...]): pass
print(f.__annotations__)
a = tuple[int, str]
s, = a
print(s, repr(s), s.__unpacked__, a.__unpacked__, s == a, s == next(iter(a)), s.__origin__, s.__args__, type(s).__name__)
print(hash(s) == hash(next(iter(a))), [*list[int]], len([*dict[str, int]]))
t = tuple[int, *tuple[str, ...]]
print(t, t.__args__, t.__parameters__)
try: iter(int)
except TypeError as e: print(e)


def g[T]():
    s, = tuple[T, int]
    print(s, s.__parameters__, s[str])


g()


class A(*tuple[int, str]): pass
