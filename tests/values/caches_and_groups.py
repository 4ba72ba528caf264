# functools.lru_cache and itertools.groupby: what they keep, count and pass on.

from functools import lru_cache, cache
import itertools as it
@lru_cache(maxsize=3)
def f(x, y=1, *, k=0):
    "doc"
    print("f", x, y, k)
    return x
for a in (1, 2, 3, 1, 4, 2, 1): f(a)
print(f.cache_info(), f.cache_parameters(), f.__name__, f.__doc__, f.__wrapped__(9))
f(1, k=2); f(1, k=2); f(1.0); f(1)
f.cache_clear(); print(f.cache_info())
@lru_cache(typed=True)
def g(x): print("g", x); return x
g(1); g(1.0); g(True); g(1); print(g.cache_info())
class C:
    @cache
    def m(self, n): print("m", n); return n
c = C(); c.m(1); c.m(1); print(C.m.cache_info().hits)
try: g([])
except TypeError as e: print(e)
try: lru_cache("x")
except TypeError as e: print(e)
@lru_cache(0)
def z(x): return x
z(1); z(1); print(z.cache_info(), tuple(z.cache_info()), z.cache_info().misses)
@lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info(), type(fib), repr(fib)[:36])
for k, g in it.groupby("aabbbcad"): print(k, list(g), end=" ")
for k, g in it.groupby("aabbbcad"): print(k, end=" ")
for k, g in it.groupby([1, 1, 2, 3, 5], key=lambda v: v % 2): print(k, next(g), end=" ")
print()
gs = [g for _, g in it.groupby("aab")]; print([list(g) for g in gs])
