# isinstance() asks an object for its __class__ where its type does not say it.
class C:
    def __getattribute__(self, n):
        print('get', n); return object.__getattribute__(self, n)
import types
c = C()
print(isinstance(c, int), isinstance(c, C), isinstance(c, (int, str)), isinstance(c, types.ModuleType), isinstance(c, type(None)))
class D:
    def __getattr__(self, n):
        print('getattr', n); raise AttributeError
print(isinstance(D(), int))
class E:
    __class__ = int
print(isinstance(E(), int), isinstance(E(), str), isinstance(E(), E))
class F:
    __class__ = property(lambda s: 1/0)
try: print(isinstance(F(), str))
except Exception as e: print(type(e))
class G:
    __class__ = property(lambda s: s.zz)
print(isinstance(G(), str))
class M(type):
    def __getattribute__(c, n):
        print('mget', n); return type.__getattribute__(c, n)
class X(metaclass=M): pass
print(isinstance(X, int), isinstance(3, X), issubclass(X, int), issubclass(int, X))
match c:
    case int(): pass
    case C(): print('C')
