# The names in the dicts of built-in types, in their order: tools walk them.
import types


def own(type, *left_out):
    return [name for name in vars(type) if name not in left_out]


print(own(object))
print(own(BaseException, "__dict__", "__reduce__", "__notes__", "__getattribute__", "__setattr__", "__delattr__"))
for kind in (Exception, ValueError, ZeroDivisionError, KeyError, StopIteration, StopAsyncIteration, FileNotFoundError,
             ConnectionError, IndentationError, ModuleNotFoundError, UnboundLocalError, NotImplementedError):
    print(kind.__name__, own(kind, "__getattribute__", "__reduce__", "__getstate__"))
for kind in (int, list, dict, set, tuple, float, property, types.FunctionType):
    print(kind.__name__, [name for name in own(kind) if name in (
        "__new__", "__repr__", "__hash__", "__call__", "__lt__", "__ge__", "__iter__", "__get__", "__set__", "__init__", "__add__",
        "__radd__", "__mul__", "__mod__", "__pow__", "__neg__", "__bool__", "__and__", "__or__", "__int__", "__index__", "__len__",
        "__getitem__", "__delitem__", "__contains__", "__iadd__", "__truediv__", "real", "append", "keys", "__doc__")])


class Walker(type):
    def __new__(meta, name, bases, body):
        made = super().__new__(meta, name, bases, body)
        made.found = [each for kind in made.__mro__ for each in vars(kind) if each in ("__new__", "__eq__", "__init__", "__dir__", "f")]
        return made


class Base(metaclass=Walker):
    def f(self): pass


print(Base.found)
