import sys
M = sys.monitoring
def t(f, *a, **k):
    try:
        r = f(*a, **k); a = tuple("CODE" if hasattr(x, "co_name") else x for x in a); print(f"{f.__name__}{a}{k or 0} -> {r!r}")
    except BaseException as e:
        a = tuple("CODE" if hasattr(x, "co_name") else x for x in a)
        a = tuple("CODE" if hasattr(x, "co_name") else x for x in a); print(f"{f.__name__}{a} !! {type(e).__name__}: {e}")
class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
    def __repr__(self): return f"Idx({self.v})"
class RaiseIdx:
    def __index__(self): raise KeyError("k")
    def __repr__(self): return "RaiseIdx"
class S(str): pass
for i in (-1, 6, 7, 100, 2**31, -2**31, -2**31-1, 2**40, 1.5, "1", None, True, Idx(3), Idx(9), RaiseIdx(), b"", [], (1,)):
    t(M.use_tool_id, i, "n")
    t(M.get_tool, i)
    t(M.free_tool_id, i)
    t(M.get_events, i)
    t(M.set_events, i, 0)
    t(M.register_callback, i, 1, None)
    t(M.get_local_events, i, t.__code__)
    t(M.set_local_events, i, t.__code__, 0)
    if hasattr(M, "clear_tool_id"): t(M.clear_tool_id, i)
for n in ("", S("abc"), b"x", None, 3, "x"*3, ["a"]):
    t(M.use_tool_id, 2, n)
    t(M.use_tool_id, 2, n)
    g = M.get_tool(2)
    print(repr(g), type(g).__name__, g is n)
    t(M.free_tool_id, 2)
for f in (M.use_tool_id, M.free_tool_id, M.get_tool, M.get_events, M.set_events, M.get_local_events, M.set_local_events, M.register_callback, M.restart_events):
    for a in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)):
        if (f, len(a)) in ((M.restart_events, 0),): continue
        t(f, *a)
    t(f, tool_id=1)
    t(f, 1, name="x")
print(M.DEBUGGER_ID, M.COVERAGE_ID, M.PROFILER_ID, M.OPTIMIZER_ID)
print(type(M), M.__name__, "sys.monitoring" in sys.modules)
print(type(M.DISABLE), type(M.MISSING), M.DISABLE is M.MISSING, bool(M.DISABLE), M.DISABLE == M.MISSING)
print(sorted(n for n in dir(M) if not n.startswith("_")))
print([f for f in sorted(dir(M)) if callable(getattr(M, f))])
print(M.use_tool_id, M.use_tool_id.__name__, M.use_tool_id.__qualname__, M.use_tool_id.__module__, type(M.use_tool_id).__name__)
try:
    import sys.monitoring
except ImportError as e:
    print(type(e).__name__, e)
print(repr(M))
