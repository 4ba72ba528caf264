"""Type variables, aliases and Generic: what the syntax of type parameters needs, and little more."""

import sys
from _types import GenericAlias

TYPE_CHECKING = False


def _caller():
    """Name of the module that called the caller."""
    return sys._getframe(2).f_globals.get("__name__", "__main__")


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


class _Parameter:
    """What the kinds of type parameters share: a name, and values that are computed when asked for."""

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class TypeVar(_Parameter):
    def __init__(
        self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False
    ):
        if not isinstance(name, str):
            raise TypeError(f"TypeVar() argument 'name' must be str, not {type(name).__name__}")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self._bound = bound
        self._evaluate_bound = None
        self._constraints = constraints
        self._evaluate_constraints = None
        self.__module__ = _caller()

    @property
    def __bound__(self):
        if self._evaluate_bound is not None:
            self._bound = self._evaluate_bound()
            self._evaluate_bound = None
        return self._bound

    @property
    def __constraints__(self):
        if self._evaluate_constraints is not None:
            self._constraints = self._evaluate_constraints()
            self._evaluate_constraints = None
        return self._constraints


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + ".args"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecArgs):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + ".kwargs"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecKwargs):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpec(_Parameter):
    def __init__(
        self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False
    ):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self.__module__ = _caller()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class TypeVarTuple(_Parameter):
    def __init__(self, name):
        self.__name__ = name
        self.__module__ = _caller()

    def __repr__(self):
        return self.__name__


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self._evaluate = None
        self.__type_params__ = type_params
        self.__module__ = _caller()

    @property
    def __value__(self):
        if self._evaluate is not None:
            self._value = self._evaluate()
            self._evaluate = None
        return self._value

    @property
    def __parameters__(self):
        return self.__type_params__

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, arguments if isinstance(arguments, tuple) else (arguments,))

    def __repr__(self):
        return self.__name__


# --- what the compiler asks for (vm/type_parameters.cpp)


def _make_type_var(name):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = "typing"
    return made


def _make_bounded_type_var(name, evaluate):
    made = TypeVar(name, infer_variance=True)
    made._evaluate_bound = evaluate
    made.__module__ = "typing"
    return made


def _make_constrained_type_var(name, evaluate):
    made = TypeVar(name, infer_variance=True)
    made._evaluate_constraints = evaluate
    made.__module__ = "typing"
    return made


def _make_param_spec(name):
    made = ParamSpec(name, infer_variance=True)
    made.__module__ = "typing"
    return made


def _make_type_var_tuple(name):
    made = TypeVarTuple(name)
    made.__module__ = "typing"
    return made


def _set_type_param_default(parameter, evaluate):
    parameter._evaluate_default = evaluate
    return parameter


def _make_type_alias(name, parameters, evaluate):
    made = TypeAliasType(name, None, type_params=parameters or ())
    made._evaluate = evaluate
    made.__module__ = _caller()
    return made


# --- generic classes


def _parameters_of(arguments):
    found = []
    for argument in arguments:
        if isinstance(argument, _Parameter):
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
            chosen[argument] if isinstance(argument, _Parameter) else argument
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


def _check_count(generic, arguments, wanted):
    if len(arguments) != wanted:
        many = "many" if len(arguments) > wanted else "few"
        raise TypeError(
            f"Too {many} arguments for {_shown(generic)}; actual {len(arguments)}, expected {wanted}"
        )


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, arguments):
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        if cls is Generic:
            if not arguments:
                raise TypeError("Parameter list to Generic[...] cannot be empty")
            if not all(isinstance(argument, _Parameter) for argument in arguments):
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

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
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
