import sys
M = sys.monitoring; E = M.events
M.use_tool_id(2, "g"); log = []
names = [n for n in vars(E) if n.startswith("PY_")] + ["RAISE", "RERAISE", "EXCEPTION_HANDLED", "STOP_ITERATION"]
ev = 0
for n in names:
    ev |= getattr(E, n)
    M.register_callback(2, getattr(E, n), lambda c, o, *a, n=n: log.append(f"{c.co_name}:{n}{a if a and c.co_name != chr(97) + chr(103) else 0}"))
def run(fn):
    M.set_events(2, ev)
    try: r = fn()
    except BaseException as e: r = repr(e)
    M.set_events(2, 0)
    print(fn.__name__, r)
    for l in log: print("   ", l)
    log.clear()
def g1():
    x = yield 1
    return x
def simple():
    it = g1(); next(it)
    try: it.send(5)
    except StopIteration as e: return e.value
def forloop():
    for x in g1(): pass
def lst(): return list(g1())
def g2():
    r = yield from g1()
    yield r
def deleg(): return [*g2()]
def closer():
    it = g1(); next(it); it.close(); it.close()
def closer2():
    it = g2(); next(it); it.close()
def g3():
    try: yield 1
    except GeneratorExit: return 7
def closer3():
    it = g3(); next(it); return it.close()
def g4():
    try: yield 1
    except ValueError: yield "ve"
def thrower():
    it = g4(); next(it); return it.throw(ValueError("v"))
def throw_unstarted():
    it = g4(); it.throw(ValueError("v"))
def g5():
    raise StopIteration(1)
    yield
def stopit(): return list(g5())
def g6(): return (1, 2); yield
def g7():
    r = yield from g6()
    return r
def tup(): return next(g7(), "d")
def genexp(): return sum(i for i in g1() if i)
def ignoring():
    def g():
        try: yield 1
        except GeneratorExit: yield 2
    it = g(); next(it)
    it.close()
async def co(): return 3
async def main():
    return await co()
def coro():
    c = main()
    try: c.send(None)
    except StopIteration as e: return e.value
async def ag():
    yield 1
    yield 2
async def consume():
    r = []
    async for x in ag(): r.append(x)
    return r
def asyncg():
    c = consume()
    try: c.send(None)
    except StopIteration as e: return e.value
for fn in (simple, forloop, lst, deleg, closer, closer2, closer3, thrower, throw_unstarted, stopit, tup, genexp, ignoring, coro, asyncg): run(fn)
