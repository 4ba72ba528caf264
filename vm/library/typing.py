"""Generic and its like: what the syntax of type parameters needs, and little more. Type variables are native."""

from _typing import Generic, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple

try:
    from _typing import NoDefault
except ImportError:
    pass  # defaults came with 3.13

TYPE_CHECKING = False


def _shown(value):
    """A type as an alias shows it."""
    if isinstance(value, type):
        if value.__module__ == "builtins":
            return value.__qualname__
        return value.__module__ + "." + value.__qualname__
    if value is ...:
        return "..."
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    return repr(value)


_PARAMETERS = (TypeVar, ParamSpec, TypeVarTuple)


def _parameters_of(arguments):
    found = []
    for argument in arguments:
        if isinstance(argument, _PARAMETERS):
            inner = (argument,)
        else:
            inner = getattr(argument, "__parameters__", ()) if not isinstance(argument, type) else ()
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


class _GenericAlias:
    """A generic class with arguments: C[int]."""

    def __init__(self, origin, arguments):
        self.__origin__ = origin
        self.__args__ = arguments
        self.__parameters__ = _parameters_of(arguments)

    def __repr__(self):
        name = "typing.Generic" if self.__origin__ is Generic else _shown(self.__origin__)
        return name + "[" + ", ".join(_shown(argument) for argument in self.__args__) + "]"

    def __call__(self, *args, **kwargs):
        if self.__origin__ is Generic:
            raise TypeError(
                "Type Generic cannot be instantiated; create a subclass instead"
            )
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass  # it has no dict
        return made

    def __mro_entries__(self, bases):
        if self.__origin__ is not Generic:
            return (self.__origin__,)
        behind = bases[bases.index(self) + 1 :]
        if any(isinstance(base, _GenericAlias) for base in behind):
            return ()
        return (Generic,)

    def __getitem__(self, arguments):
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        _check_count(self, arguments, len(self.__parameters__))
        chosen = dict(zip(self.__parameters__, arguments))
        made = tuple(
            chosen[argument] if isinstance(argument, _PARAMETERS) else argument
            for argument in self.__args__
        )
        return _GenericAlias(self.__origin__, made)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))


class _UnpackGenericAlias(_GenericAlias):
    """What *Ts gives: Unpack[Ts]."""

    def __repr__(self):
        return f"typing.Unpack[{_shown(self.__args__[0])}]"

    def __getitem__(self, arguments):
        raise TypeError(f"{self!r} is not a generic class")

    def __call__(self, *args, **kwargs):
        raise TypeError("Cannot instantiate typing.Unpack")


class _UnpackForm:
    def __repr__(self):
        return "typing.Unpack"

    def __getitem__(self, argument):
        return _UnpackGenericAlias(self, (argument,))


Unpack = _UnpackForm()


def _is_parameter(argument):
    if isinstance(argument, _UnpackGenericAlias):
        return isinstance(argument.__args__[0], TypeVarTuple)
    return isinstance(argument, (TypeVar, ParamSpec))


def _check_count(generic, arguments, wanted):
    if len(arguments) != wanted:
        many = "many" if len(arguments) > wanted else "few"
        raise TypeError(
            f"Too {many} arguments for {_shown(generic)}; actual {len(arguments)}, expected {wanted}"
        )


def _generic_class_getitem(cls, arguments):
    if not isinstance(arguments, tuple):
        arguments = (arguments,)
    if cls is Generic:
        if not arguments:
            raise TypeError("Parameter list to Generic[...] cannot be empty")
        if not all(_is_parameter(argument) for argument in arguments):
            raise TypeError(
                "Parameters to Generic[...] must all be type variables or parameter specification variables."
            )
        if len(set(arguments)) != len(arguments):
            raise TypeError("Parameters to Generic[...] must all be unique")
    else:
        if not cls.__parameters__:
            raise TypeError(f"{cls} is not a generic class")
        if not any(isinstance(each, TypeVarTuple) for each in cls.__parameters__):
            _check_count(cls, arguments, len(cls.__parameters__))
    return _GenericAlias(cls, arguments)


def _generic_init_subclass(cls, *args, **kwargs):
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    bases = cls.__dict__.get("__orig_bases__", ())
    if Generic in bases:
        raise TypeError("Cannot inherit from plain Generic")
    given = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if given is not None:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            given = base.__parameters__
    cls.__parameters__ = _parameters_of(bases) if given is None else given


def cast(typ, val):
    """The value as it is; for type checkers."""
    return val


class _AnyMeta(type):
    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()

    def __instancecheck__(cls, instance):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)
