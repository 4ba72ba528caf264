# clauses: PYTHON-11
# level: api
# behaviours: slots_behind_tuple slots_variable_size_named_empty

# Classes with __slots__ behind a type of variable size: since 3.15 a subclass of tuple may have them.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def make(base):
    return type("Sub", (base,), {"__slots__": ("a",)}).__mro__[1]


for base in (tuple, int, bytes):
    attempt(make, base)
