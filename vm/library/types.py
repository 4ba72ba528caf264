"""Names of the built-in types that have no name of their own."""

import sys
from _types import SimpleNamespace, MappingProxyType, GenericAlias, UnionType
from _types import ModuleType, CodeType, FrameType, TracebackType, CellType, FunctionType
from _types import MethodType, BuiltinFunctionType, WrapperDescriptorType, MethodWrapperType
from _types import MethodDescriptorType, ClassMethodDescriptorType, GetSetDescriptorType
from _types import MemberDescriptorType, GeneratorType, CoroutineType, AsyncGeneratorType

LambdaType = FunctionType
BuiltinMethodType = BuiltinFunctionType
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does."""
    resolved_bases = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved_bases, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved_bases is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved_bases, namespace, **kwds)


def resolve_bases(bases):
    """Replace what is no class by what its __mro_entries__ gives."""
    new_bases = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            new_bases.append(base)
        else:
            changed = True
            new_bases.extend(entries(bases))
    return tuple(new_bases) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the remaining keywords of a class to be made."""
    kwds = {} if kwds is None else dict(kwds)
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        for base in bases:
            if issubclass(type(base), meta):
                meta = type(base)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, namespace, kwds


class DynamicClassAttribute:
    """A property that acts on instances and lets the class's own __getattr__ answer for the class."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            raise AttributeError()
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)


def coroutine(func):
    """Mark a generator function as awaitable."""
    flags = func.__code__.co_flags
    if flags & 0x180:
        return func
    func.__code__ = func.__code__.replace(co_flags=flags | 0x100)
    return func
