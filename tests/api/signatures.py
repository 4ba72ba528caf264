import sys
M = sys.monitoring; E = M.events
from collections import defaultdict
seen = defaultdict(set)
names = [n for n in vars(E) if n not in ("NO_EVENTS", "BRANCH")] if hasattr(E, "BRANCH_LEFT") else [n for n in vars(E) if n != "NO_EVENTS"]
M.use_tool_id(4, "sig")
def mk(n):
    def cb(*args):
        seen[n].add((len(args),) + tuple(type(a).__name__ for a in args))
    return cb
for n in names: M.register_callback(4, getattr(E, n), mk(n))
def gen():
    try:
        x = yield 1
    except KeyError: pass
    yield 2
    return 5
def deleg():
    r = yield from gen()
    return r
def f(n):
    g = deleg(); next(g); g.throw(KeyError("a")); 
    for _ in g: pass
    try: int("x")
    except ValueError: pass
    try:
        try: raise OSError("a")
        finally: n += 1
    except OSError: pass
    while n < 5: n += 1
    if n > 2: len([n])
    return n
def unw(): raise LookupError
def top():
    f(0)
    try: unw()
    except LookupError: pass
ev = 0
for n in names: ev |= getattr(E, n)
M.set_events(4, ev); top(); M.set_events(4, 0)
for n in sorted(seen): print(f"{n:20}", sorted(seen[n]))
