import sys, gc
M = sys.monitoring; E = M.events
log = []
def f():
    x = 1
    return x
def cb(code, l): log.append((code.co_name, l - code.co_firstlineno))
M.use_tool_id(3, "one"); M.register_callback(3, E.LINE, cb); M.set_events(3, E.LINE)
f(); M.free_tool_id(3); f(); print(log, M.get_events(3), M.get_tool(3)); log.clear()
M.use_tool_id(3, "two"); f(); print(log, M.get_events(3)); log.clear()
print(M.register_callback(3, E.LINE, None) is cb)
M.set_events(3, 0)
M.register_callback(3, E.LINE, cb); M.set_local_events(3, f.__code__, E.LINE); f(); print(log); log.clear()
M.free_tool_id(3); print(M.get_local_events(3, f.__code__)); f(); print(log, M.get_local_events(3, f.__code__)); log.clear()
M.use_tool_id(3, "three"); M.register_callback(3, E.LINE, cb); f(); print(log); log.clear()
M.set_local_events(3, f.__code__, E.LINE); f(); print(log); log.clear()
if hasattr(M, "clear_tool_id"):
    M.set_events(3, E.PY_START)
    print(M.clear_tool_id(3), M.get_tool(3), M.get_events(3), M.get_local_events(3, f.__code__)); f(); print(log, M.get_local_events(3, f.__code__))
    print(M.register_callback(3, E.LINE, cb)); M.set_local_events(3, f.__code__, E.LINE); f(); print(log)
    print(M.clear_tool_id(4))
log.clear()
M.register_callback(3, E.LINE, lambda c, l: (log.append(l - c.co_firstlineno), M.free_tool_id(3))[0])
M.set_events(3, E.LINE)
f()
print(log, M.get_tool(3))
