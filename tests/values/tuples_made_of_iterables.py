# What makes a tuple of what it is given: tuple() asks for __len__ until 3.13 (PYTHON-33), and so do these.
import math
class X:
    def __init__(self, items): self.items = items
    def __iter__(self): print("iter"); return iter(self.items)
    def __len__(self): print("len"); return len(self.items)
print(math.dist(X([1.0, 2.0]), (4.0, 6.0)))
e = ValueError(); e.args = X([1, 2]); print(e.args)
s = SyntaxError("m", X(["f", 1, 2, "t"])); print(s.filename, s.lineno)
class Meta(type):
    def mro(cls): return X(type.mro(cls))
class C(metaclass=Meta): pass
print(C.__mro__)
