import sys
M = sys.monitoring; E = M.events
def t(*a, f=M.set_events):
    try: print(a, "->", f(*a), M.get_events(1))
    except BaseException as e: print(a, "!!", type(e).__name__, e, M.get_events(1))
t(1, 0); t(1, -1); t(1, E.C_RETURN); t(1, 1 << 25); t(9, -1)
M.use_tool_id(1, "x")
for s in (0, 1, True, -1, -2**31, 2**31-1, 2**31, 2**17, 2**18, 2**19, 2**20, 1.0, None, "a", E.C_RETURN, E.C_RAISE, E.CALL|E.C_RETURN, E.CALL|E.C_RAISE, E.C_RETURN|E.C_RAISE,
          E.CALL|E.C_RETURN|E.C_RAISE, E.CALL, E.BRANCH, sum({getattr(E, n) for n in vars(E)}), E.LINE|E.PY_START, [], ()):
    t(1, s)
    t(1, 1, s, f=M.register_callback) if False else None
print(M.get_events(2), M._all_events())
M.set_events(1, E.LINE | E.CALL)
M.use_tool_id(3, "y"); M.set_events(3, E.CALL | E.BRANCH)
print(M._all_events())
M.set_events(1, 0); M.set_events(3, 0)
print(M._all_events())
