# clauses: PYTHON-21
# level: api
# behaviours: class_pattern_refers_to_class no_dict_wording super_error_names_object mro_error_on_one_line instance_descriptors_named deletion_calls_type_immutable failed_stores_name_the_object failed_deletions_name_the_object

# Messages of classes and attributes.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Plain:
    pass


class Slotted:
    __slots__ = ()


class Other:
    pass


def mro():
    class A: ...
    class B(A): ...
    class C(A, B): ...


def delete_name():
    del Plain.__name__


def match_no_class(pattern):
    match 1:
        case pattern():
            pass


attempt(setattr, Slotted(), "a", 1)
attempt(setattr, object(), "a", 1)
attempt(lambda: super(Plain, Other()).x)
attempt(mro)
attempt(match_no_class, 1)
attempt(delete_name)
attempt(lambda: vars(Plain)["__dict__"])
attempt(lambda: vars(Plain)["__weakref__"])


def blamed(what, *args):
    """Print what an AttributeError blames."""
    try:
        what(*args)
    except AttributeError as error:
        print(error.name, type(error.obj).__name__)


class Place:
    __slots__ = ("a",)


def function():
    pass


blamed(getattr, Plain(), "a")
blamed(getattr, Place(), "a")
for thing in (Plain(), Place(), Plain, 1, function, ValueError()):
    blamed(delattr, thing, "a")
    blamed(delattr, thing, "b")
for thing in (1, Place()):
    blamed(setattr, thing, "b", 1)
blamed(setattr, [], "append", 1)
blamed(delattr, Plain, "__annotations__")
attempt(type, "Odd", (object, Plain), {})


class Named(type):
    @property
    def __name__(cls):
        return "odd"


attempt(type, "Odd", (object, Named("Even", (), {})), {})
