# A generator that yields again when it is closed dies with the stack of the one that delegates to it, before the handler there.
class Manager:
    def __init__(self, suppress):
        self.suppress = suppress
    def __enter__(self):
        return self.suppress
    def __exit__(self, kind, error, traceback):
        return self.suppress


def f0(n):
    if n: yield from f0(n-1)
    with Manager(1):
        yield 1
    yield 2


g = f0(1); next(g)
try: g.close()
except Exception as error: pass
g = f0(2); next(g)
try: g.close()
except Exception as error: pass
g = f0(2); next(g)
try: g.throw(ValueError)
except Exception as error: pass
g = f0(2); next(g)
try: g.throw(GeneratorExit)
except Exception as error: pass
