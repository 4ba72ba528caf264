import sys
M = sys.monitoring; E = M.events
def f(x):
    def g(): return x
    return [i for i in range(x)], g()
def t(fn, *a):
    try: print(fn.__name__, a[0], a[2:] , "->", fn(*a))
    except BaseException as e: print(fn.__name__, a[0], a[2:], "!!", type(e).__name__, e)
for bad in (f, None, "x", 5, type, M):
    t(M.set_local_events, 1, bad, 0); t(M.get_local_events, 1, bad)
    t(M.set_local_events, 99, bad, 0); t(M.get_local_events, 99, bad)
c = f.__code__
t(M.set_local_events, 1, c, 0); t(M.get_local_events, 1, c); t(M.set_local_events, 1, c, -1)
M.use_tool_id(1, "x")
for n in sorted(vars(E)):
    t(M.set_local_events, 1, c, getattr(E, n)); print(n, M.get_local_events(1, c), M.get_events(1))
for s in (-1, 2**20, 2**31, -2**31, E.CALL|E.C_RETURN, E.CALL|E.C_RAISE|E.C_RETURN, E.RAISE|E.LINE, 1.5):
    t(M.set_local_events, 1, c, s); print(s, M.get_local_events(1, c))
M.set_local_events(1, c, E.LINE)
c2 = c.replace()
print(c2 == c, hash(c2) == hash(c), M.get_local_events(1, c2), c2 is c)
M.set_local_events(1, c, 0)
log = []
M.register_callback(1, E.LINE, lambda code, l: log.append((code.co_name, l - code.co_firstlineno)))
M.register_callback(1, E.CALL, lambda code, o, cb, a: log.append((code.co_name, getattr(cb, "__name__", "?"), a if a is not M.MISSING else "-")))
M.set_local_events(1, c, E.LINE | E.CALL)
f(3); print(log); log.clear()
M.set_events(1, E.LINE); f(1); M.set_events(1, 0); print(log); log.clear()
M.set_local_events(1, c, 0); f(1); print(log)
