# The awaitables of an asynchronous generator: sent to, thrown into and closed in every state.

import gc

class A:
    def __await__(self): yield "aw"
async def g():
    try:
        x = yield 1
        print("x", x)
        await A()
        yield 2
    except ValueError as e:
        print("VE", e); yield 99
    finally: print("fin")
async def bad():
    try: yield 1
    except GeneratorExit: yield 2
def t(f, *a):
    try: print("->", f(*a))
    except BaseException as e: print(type(e).__name__, e, getattr(e, "value", ""))
def main():
    for mk in (lambda q: q.asend(None), lambda q: q.__anext__(), lambda q: q.aclose(), lambda q: q.athrow(ValueError("v"))):
        q = g(); s = mk(q)
        t(s.send, None); t(s.send, None); t(s.throw, KeyError("k")); t(s.close)
        s2 = mk(q); t(s2.throw, ValueError("w")); t(s2.send, 1); t(next, s2)
        s3 = q.asend(5); t(s3.send, None); s4 = q.aclose(); t(s4.send, None); t(s3.send, None); t(s3.close); t(s4.close)
    q = g(); a = q.asend(None); t(a.send, None); b = q.asend(3); t(b.send, None); c = q.asend(4); t(c.send, None); d = q.aclose(); t(d.send, None); e = q.athrow(ValueError); t(e.throw, ValueError); t(b.send, None); t(b.send, None)
    q = bad(); t(q.asend(None).send, None); z = q.aclose(); t(z.send, None); t(z.send, None)
    q = g(); z = q.aclose(); t(z.send, 5); t(z.send, None)
    q = g(); t(q.asend(1).send, None)


main()
gc.collect()  # what an exception's frames still hold
