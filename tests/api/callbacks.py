import sys
M = sys.monitoring; E = M.events
def t(*a):
    try: print(a[:2], "->", M.register_callback(*a))
    except BaseException as e: print(a[:2], "!!", type(e).__name__, e)
f = print
for ev in (0, -1, 3, False, True, 2**17, 2**18, 2**19, 2**20, 2**30, 2**31, 1.5, None, "a", E.BRANCH, E.C_RETURN, E.LINE):
    t(2, ev, None); t(9, ev, None)
def cb(*a): pass
def cb2(*a): pass
print(M.register_callback(2, E.LINE, cb)); print(M.register_callback(2, E.LINE, cb2) is cb); print(M.register_callback(2, E.LINE, None) is cb2, M.register_callback(2, E.LINE, None))
print(M.register_callback(2, E.LINE, 5)); print(M.register_callback(2, E.LINE, "x")); print(M.register_callback(2, E.LINE, None))
print(M.register_callback(2, E.BRANCH, cb), M.register_callback(2, E.BRANCH, cb2) is cb)
if hasattr(E, "BRANCH_LEFT"):
    r = M.register_callback(2, E.BRANCH_LEFT, cb); print(r is cb2, type(r).__name__)
    r = M.register_callback(2, E.BRANCH_RIGHT, None); print(r is cb2, type(r).__name__)
    r = M.register_callback(2, E.BRANCH, None); print(r is cb)
def g():
    return 1
M.use_tool_id(2, "t")
for bad in (5, "s", None, lambda: 0, lambda a: 0, lambda a, b, c: 0, object(), max):
    M.register_callback(2, E.PY_START, bad); M.set_events(2, E.PY_START)
    try: r = g(); M.set_events(2, 0); print("ok", r)
    except Exception as e: M.set_events(2, 0); print(type(e).__name__, e)
print(sys._getframe().f_code.co_name)
