"""Functions that take or give functions: the part of functools that specmon has."""

from collections import namedtuple

from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper

__all__ = ["WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cached_property", "cache", "cmp_to_key",
           "lru_cache", "partial", "partialmethod", "reduce", "singledispatch", "total_ordering",
           "update_wrapper", "wraps"]

_ANNOTATIONS = "__annotate__" if hasattr(lambda: None, "__annotate__") else "__annotations__"
WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", _ANNOTATIONS, "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make `wrapper` look like `wrapped`."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that makes a wrapper look like `wrapped`."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# One function for each comparison that is filled in: a tool sees it by its name.


def _gt_from_lt(self, other):
    answer = type(self).__lt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer and self != other


def _le_from_lt(self, other):
    answer = type(self).__lt__(self, other)
    if answer is NotImplemented:
        return answer
    return answer or self == other


def _ge_from_lt(self, other):
    answer = type(self).__lt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


def _ge_from_le(self, other):
    answer = type(self).__le__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer or self == other


def _lt_from_le(self, other):
    answer = type(self).__le__(self, other)
    if answer is NotImplemented:
        return answer
    return answer and self != other


def _gt_from_le(self, other):
    answer = type(self).__le__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


def _lt_from_gt(self, other):
    answer = type(self).__gt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer and self != other


def _ge_from_gt(self, other):
    answer = type(self).__gt__(self, other)
    if answer is NotImplemented:
        return answer
    return answer or self == other


def _le_from_gt(self, other):
    answer = type(self).__gt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


def _le_from_ge(self, other):
    answer = type(self).__ge__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer or self == other


def _gt_from_ge(self, other):
    answer = type(self).__ge__(self, other)
    if answer is NotImplemented:
        return answer
    return answer and self != other


def _lt_from_ge(self, other):
    answer = type(self).__ge__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


_FILLED_IN_FROM = {
    "__lt__": (("__gt__", _gt_from_lt), ("__le__", _le_from_lt), ("__ge__", _ge_from_lt)),
    "__le__": (("__ge__", _ge_from_le), ("__lt__", _lt_from_le), ("__gt__", _gt_from_le)),
    "__gt__": (("__lt__", _lt_from_gt), ("__ge__", _ge_from_gt), ("__le__", _le_from_gt)),
    "__ge__": (("__le__", _le_from_ge), ("__gt__", _gt_from_ge), ("__lt__", _lt_from_ge)),
}


def total_ordering(cls):
    """Fill in the comparisons that a class leaves out, from the one it has."""
    roots = [name for name in _FILLED_IN_FROM if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in _FILLED_IN_FROM[max(roots)]:
        if name not in roots:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


class partialmethod:
    """As partial, for methods."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)

        def method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        return method.__get__(obj, cls)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """Remember what a function answered, for the arguments used most recently."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, function)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(function):
        wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, function)

    return decorating_function


def cache(function, /):
    """Remember everything a function answered."""
    return lru_cache(maxsize=None)(function)


_ABSENT = object()


class cached_property:
    """A property computed once and then kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        values = instance.__dict__
        value = values.get(self.attrname, _ABSENT)
        if value is _ABSENT:
            value = values[self.attrname] = self.func(instance)
        return value


def singledispatch(func):
    """Choose an implementation by the type of the first argument."""
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            func = cls
            cls = next(iter(func.__annotations__.values()))
        registry[cls] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)
