# clauses: PYTHON-20
# level: api
# behaviours: result_errors_name_the_method conversion_errors_name_type sequence_bounds_leave_out_none

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


def store(bound):
    """Assign to a slice."""
    values = [1, 2]
    values[bound:] = []


for sliced in ([1], (1,), "a", b"a", range(1)):
    attempt(sliced.__getitem__, slice("a", None))
    attempt(sliced.__getitem__, slice(None, 1.5))
    attempt(sliced.__getitem__, slice(None, None, "a"))
attempt(store, "a")
attempt(slice("a").indices, 1)
for search in ("a".find, "a".startswith, b"a".count):
    attempt(search, b"a" if search == b"a".count else "a", 1.5)
attempt([1].index, 1, "a")
