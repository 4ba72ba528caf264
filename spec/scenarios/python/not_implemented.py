# clauses: PYTHON-5
# level: api
# behaviours: not_implemented_has_no_truth

# NotImplemented used as a condition: true with a warning, since 3.14 a TypeError.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: "true" if NotImplemented else "false")
