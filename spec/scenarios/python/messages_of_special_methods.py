# clauses: PYTHON-20
# level: api
# behaviours: result_errors_name_the_method conversion_errors_name_type

# What a special method gives is of the wrong type.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Wrong:
    def __repr__(self):
        return 1

    __str__ = __index__ = __int__ = __float__ = __bool__ = __len__ = __bytes__ = __hash__ = __iter__ = (
        lambda self: 1.5 + 1j
    )


for function in (repr, str, int, float, bool, len, hash, iter, [1].__getitem__, hex):
    attempt(function, Wrong())
