import sys
M = sys.monitoring; E = M.events
M.use_tool_id(1, "d"); log = []
M.register_callback(1, E.LINE, lambda c, l: log.append((c.co_name, l - c.co_firstlineno)))
M.register_callback(1, E.PY_START, lambda c, o: log.append((c.co_name, "start")))
M.register_callback(1, E.PY_RETURN, lambda c, o, v: log.append((c.co_name, "ret", v)))
M.register_callback(1, E.PY_RESUME, lambda c, o: log.append((c.co_name, "resume")))
M.register_callback(1, E.PY_YIELD, lambda c, o, v: log.append((c.co_name, "yield", v)))
M.register_callback(1, E.CALL, lambda c, o, f, a: log.append((c.co_name, "call", getattr(f, "__name__", "?"))))
M.register_callback(1, E.C_RETURN, lambda c, o, f, a: log.append((c.co_name, "cret", getattr(f, "__name__", "?"))))
def on(ev): M.set_events(1, ev)
def inner():
    x = 1
    on(E.LINE | E.PY_RETURN)
    y = 2
    return y
def outer():
    a = 0
    b = inner()
    c = 3
    on(0)
    d = 4
    return d
outer(); print(log); log.clear()
def f():
    on(E.CALL); len("a")
    len("b"); on(0); len("c")
f(); print(log); log.clear()
def gen():
    yield 1
    yield 2
    yield 3
g = gen(); next(g); on(E.PY_START | E.PY_RESUME | E.PY_YIELD | E.PY_RETURN | E.LINE); next(g); on(0); next(g); on(E.PY_RETURN)
print(next(g, "end")); on(0); print(log); log.clear()
def via():
    return list(map(lambda v: (on(E.LINE), v)[1], [1, 2]))
def caller():
    r = via()
    s = 1
    on(0)
    return s
caller(); print(log); log.clear()
exec("a = 1\non(E.LINE)\nb = 2\nc = 3\non(0)\nd = 4\n")
print(log); log.clear()
on(E.LINE)
z = 1
on(0)
print(log)
