import sys, functools
M = sys.monitoring; E = M.events
M.use_tool_id(2, "g"); log = []
def nm(c): return getattr(c, "__qualname__", None) or type(c).__name__
def sh(a): return "MISSING" if a is M.MISSING else (repr(a) if isinstance(a, (int, str, list, tuple, type(None), dict)) else type(a).__name__)
for n in ("CALL", "C_RETURN", "C_RAISE"):
    M.register_callback(2, getattr(E, n), lambda c, o, f, a, n=n: log.append(f"{n} {nm(f)} {sh(a)} [{type(f).__name__}]") if c.co_name != "run" else None)
def run(fn):
    M.set_events(2, E.CALL | E.C_RETURN | E.C_RAISE)
    try: r = fn()
    except BaseException as e: r = repr(e)
    M.set_events(2, 0)
    print(fn.__name__, sh(r)); 
    for l in log: print("   ", l)
    log.clear()
class A:
    def __init__(self, x=0): self.x = x
    def m(self, a=1): return a
    @classmethod
    def c(cls, a=1): return a
    @staticmethod
    def s(a=1): return a
    def __call__(self, q): return q
    def __enter__(self): return self
    def __exit__(self, *a): return None
    @property
    def p(self): return 1
    def __getattr__(self, n):
        if n == "zz": return 9
        raise AttributeError(n)
class B(A):
    def __init__(self): super().__init__(4)
    def m(self, a=2): return super(B, self).m(a)
def py(*a, **k): return len(a)
def c1(): return py(1), py(), py(a=3), py(*[1, 2]), py(**{"k": 9}), py(*[], **{})
def c2(): a = A(1); return a.m(2), a.m(), a.m(a=5), A.m(a, 6)
def c3(): a = A(); b = a.m; return b(3), b(), b(a=4)
def c4(): return A.c(1), A.c(), A().c(2), A.s(1), A().s()
def c5(): return A()(3), A().p, A().zz
def c6(): return B().m(1)
def c7():
    with A() as a: pass
    return 1
def c8(): return functools.partial(py, 1)(2)
def c9(): return [1, 2].append(3), "a".upper(), "-".join(["a"]), sorted([2, 1], key=lambda v: -v), max(1, 2), dict(a=1), int("3"), str(), isinstance(1, int)
def c10(): return 5()
def c11(): return A().nope()
def c12(): return hasattr(A(), "nope"), getattr(A(), "q", 1)
def c13():
    class X(A, metaclass=type):
        pass
    return 0
def c14():
    try: raise KeyError("a")
    except KeyError: pass
    try: assert False, "m"
    except AssertionError: pass
def c15(): return list(map(py, [1, 2])), list(filter(None, [0, 1])), any(x for x in [1]), [py(i) for i in range(2)]
def c16(): return int("zz")
def c17():
    def q(x): return x
    @py
    def w(): pass
    return 1
def c18(): return print("hi", end="!\n"), f"{py()}", f"{1!r:>3}", type("T", (), {}), type(1)
def c19(): return (lambda z: z)(1), py(py(py(1)))
def c20(): d = {}; d.setdefault(1, []).append(2); d.update(a=1); d.get(3); return d.pop(9)
for i in range(1, 21): run(globals()[f"c{i}"])
