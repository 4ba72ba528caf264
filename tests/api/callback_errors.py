import sys
M = sys.monitoring; E = M.events
M.use_tool_id(0, "a"); M.use_tool_id(2, "c")
log = []
class Boom(Exception): pass
def f(x):
    try:
        y = len(x)
        if y:
            y += 1
        for i in range(2): pass
    except Boom as e:
        log.append("caught inside")
        y = -1
    except ValueError:
        y = -2
    return y
def g(x):
    try:
        int(x)
    except ValueError:
        log.append("handler")
    finally:
        log.append("fin")
def gen():
    try: yield 1
    finally: log.append("genfin")
def top(fn, *a):
    try: r = fn(*a)
    except BaseException as e: r = f"OUT {type(e).__name__} {e} ctx={e.__context__!r} cause={e.__cause__!r}"
    return r
names = [n for n in sorted(vars(E), key=lambda n: getattr(E, n)) if n not in ("NO_EVENTS",)]
for n in names:
    def cb(code, off, *a, n=n):
        if code.co_name in ("f", "g", "gen"):
            log.append("cb"); raise Boom(n)
    def cb0(code, *a):
        if code.co_name in ("f", "g", "gen"): log.append("low")
    M.register_callback(2, getattr(E, n), cb); M.register_callback(0, getattr(E, n), cb0)
    ev = getattr(E, n)
    if n in ("C_RETURN", "C_RAISE"): ev = E.CALL | E.C_RETURN | E.C_RAISE
    for fn, a in ((f, ("ab",)), (g, ("x",)), (lambda: list(gen()), ())):
        M.set_events(2, ev); M.set_events(0, ev)
        r = top(fn, *a)
        M.set_events(2, 0); M.set_events(0, 0)
        print(n, fn.__name__, r, log); log.clear()
    M.register_callback(2, ev & -ev if n not in ("C_RETURN", "C_RAISE") else getattr(E, n), None)
    M.register_callback(2, getattr(E, n), None); M.register_callback(0, getattr(E, n), None)
