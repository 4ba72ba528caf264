import sys
M = sys.monitoring; E = M.events
M.use_tool_id(0, "a"); M.use_tool_id(1, "b")
log = []
def mk(tool, name, ret=None):
    def cb(code, off, *a):
        log.append(f"{tool}{name}:{getattr(a[0], '__name__', a[0])!s}"); return ret
    M.register_callback(tool, getattr(E, name), cb)
def f():
    for i in range(3):
        len([])
    try: int("x")
    except ValueError as e: return "VE"
def run(tag, ev=E.CALL, tools=(0,)):
    for t in tools: M.set_events(t, ev)
    try: r = f()
    except BaseException as e: r = (type(e).__name__, str(e), e.__context__)
    for t in tools: M.set_events(t, 0)
    print(tag, r, log); log.clear(); M.restart_events()
D = M.DISABLE
mk(0, "CALL"); mk(0, "C_RETURN"); mk(0, "C_RAISE"); run("none")
mk(0, "CALL", D); run("CALL"); mk(0, "CALL")
mk(0, "C_RETURN", D); run("C_RETURN"); run("again"); mk(0, "C_RETURN")
mk(0, "C_RAISE", D); run("C_RAISE"); run("again"); mk(0, "C_RAISE")
mk(1, "CALL"); mk(1, "C_RETURN"); mk(0, "CALL", D); run("two", tools=(0, 1))
for n in ("RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND", "PY_THROW"):
    mk(0, n, D)
def g():
    try: raise KeyError("k")
    finally: pass
def h():
    try: g()
    except BaseException as e: return type(e).__name__, str(e), e.__context__
for n in ("RAISE", "EXCEPTION_HANDLED", "RERAISE", "PY_UNWIND"):
    M.set_events(0, getattr(E, n))
    try: r = h()
    except BaseException as e: r = ("OUT", type(e).__name__, str(e), e.__context__)
    try: r2 = h()
    except BaseException as e: r2 = ("OUT", type(e).__name__, str(e), e.__context__)
    print(n, r, r2, M.get_events(0)); M.set_events(0, 0); print(log); log.clear()
    print(M.register_callback(0, getattr(E, n), None))
def gen():
    try: yield 1
    except KeyError: yield 2
M.set_events(0, E.PY_THROW); x = gen(); next(x)
try: print(x.throw(KeyError("z")))
except BaseException as e: print(type(e).__name__, e)
M.set_events(0, 0); print(log)
