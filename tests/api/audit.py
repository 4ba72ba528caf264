import sys
M = sys.monitoring; E = M.events
log = []; veto = False
def hook(name, args):
    if name.startswith("sys.monitoring"):
        log.append((name, args))
        if veto: raise PermissionError("no")
sys.addaudithook(hook)
def cb(*a): pass
M.use_tool_id(0, "a"); M.set_events(0, 0); M.register_callback(0, E.LINE, cb); M.register_callback(0, E.LINE, None)
M.get_events(0); M.restart_events(); M.free_tool_id(0)
print([(n, tuple(getattr(a, "__name__", a) for a in args)) for n, args in log])
log.clear(); veto = True
for ev in (E.LINE, 0, 3, 2**25):
    try: print(M.register_callback(0, ev, cb))
    except Exception as e: print(type(e).__name__, e)
try: M.register_callback(9, E.LINE, cb)
except Exception as e: print(type(e).__name__, e)
veto = False
print(len(log), M.register_callback(0, E.LINE, None))
