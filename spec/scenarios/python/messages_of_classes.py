# clauses: PYTHON-21
# level: api
# behaviours: no_dict_wording super_error_names_object mro_error_on_one_line instance_descriptors_named deletion_calls_type_immutable

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


attempt(setattr, Slotted(), "a", 1)
attempt(setattr, object(), "a", 1)
attempt(lambda: super(Plain, Other()).x)
attempt(mro)
attempt(delete_name)
attempt(lambda: vars(Plain)["__dict__"])
attempt(lambda: vars(Plain)["__weakref__"])
