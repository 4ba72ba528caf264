# The views of an OrderedDict and their iterator: types, set operators, what a change during the loop does.
from collections import OrderedDict
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
od = OrderedDict(a=1, b=2)
for n in ("keys", "values", "items"):
    v = getattr(od, n)()
    t(lambda: v); t(lambda: type(v)); t(lambda: type(v).__mro__); t(lambda: type(iter(v))); t(lambda: type(reversed(v))); t(lambda: len(v)); t(lambda: type(v).__doc__); t(lambda: type(v).__module__); t(lambda: type(v)()); t(lambda: type(v)(od)); t(lambda: type(v)({})); t(lambda: v.mapping); t(lambda: type(iter(v)).__mro__)
    t(lambda: [x for x in dir(type(v)) if x[0] != "_"]); t(lambda: hash(v)==0); t(lambda: v == v); t(lambda: bool(v)); t(lambda: isinstance(v, type({}.keys())))
    t(lambda: list(reversed(v)))
    t(lambda: v[0]); t(lambda: iter(v).__length_hint__())
    t(lambda: type(v).__qualname__)
print(repr(iter(od))[:30].split(" at ")[0], type(reversed(od)), type(iter(od)) is type(iter(od.values())))
t(lambda: od.keys() & {"a"}); t(lambda: od.keys() - ["a"]); t(lambda: od.items() & {("a", 1)}); t(lambda: od.keys() == {"a", "b"}); t(lambda: sorted(od.keys() | {'1'})); t(lambda: sorted(od.keys() ^ {"a", "z"}));t(lambda: od.keys() <= {"a","b","c"}); t(lambda: od.keys().isdisjoint({"c"})); t(lambda: "a" in od.keys()); t(lambda: ("a", 1) in od.items()); t(lambda: 1 in od.values())
def mutate(kind, how):
    d = OrderedDict(a=1, b=2, c=3)
    it = iter(d) if kind == "iter" else iter(getattr(d, kind)()) if kind[0] != "r" else reversed(getattr(d, kind[1:])())
    out = []
    try:
        for x in it:
            out.append(x)
            how(d)
            if len(out) > 6: break
    except BaseException as e: print(kind, out, type(e).__name__, e)
    else: print(kind, out, "no error")
for kind in ("iter", "keys", "values", "items", "rkeys", "rvalues", "ritems"):
    def add(d): d[len(d)] = 1
    def pop(d): d.popitem()
    def same(d): d["a"] = 5
    def move(d): d.move_to_end("a")
    def both(d): d["b"] ; v = d.pop("b"); d["b"] = v
    def last(d): d.move_to_end("c")
    def dele(d): d.pop("a", None)
    def clear(d): d.clear()
    def upd(d): d.update({"zz": 1})
    for h in (add, pop, same, move, both, last, dele, clear, upd): print(h.__name__, end=" "); mutate(kind, h)
def last_step(kind):
    d = OrderedDict(a=1, b=2)
    out = []
    for x in getattr(d, kind)():
        out.append(x)
        if len(out) == 2: d["c"] = 3
    return out, d
for kind in ("keys", "values", "items"): t(lambda: last_step(kind))
it = iter(OrderedDict(a=1)); next(it); t(lambda: next(it)); t(lambda: next(it))
d = OrderedDict(a=1, b=2); it = iter(d); next(it); d["c"] = 3; t(lambda: next(it)); t(lambda: next(it))
t(lambda: {"a": 1}.keys().mapping); t(lambda: od.values() == {1, 2}); t(lambda: od.keys() == OrderedDict(a=0, b=0).keys()); t(lambda: od.items() == dict(a=1, b=2).items()); t(lambda: {"a": 1}.keys() == od.values())
class Sub(OrderedDict): pass
s = Sub(x=1)
print(s, s.keys(), s.values(), s.items(), type(iter(s)))
it = iter(od); t(lambda: next(it)); t(lambda: next(it)); t(lambda: next(it)); 
t(lambda: next(it, "d"))
it = iter(OrderedDict()); t(lambda: next(it)); t(lambda: list(it))
t(lambda: od == {"b": 2, "a": 1}); t(lambda: od == OrderedDict(b=2, a=1)); t(lambda: od.copy()); t(lambda: od.pop("a", default=3)); t(lambda: od); t(lambda: list(od.items()))
match od:
    case {"b": x}: print("m", x)
f = lambda **k: k
print(f(**od), {**od}, [*od.values()])
for i, (k, v) in enumerate(od.items()): print(i, k, v)
