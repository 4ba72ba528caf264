# clauses: PYTHON-12 PYTHON-13
# level: api
# behaviours: fraction_grouping mixed_complex_arithmetic

# Digits of a fraction in groups, and real operands of complex numbers.
def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(format, 1234.5678901, "_.7_f")
attempt(format, 1234.5678901, ".6,f")
attempt(lambda: complex(1, -0.0) + 0.0)
attempt(lambda: complex(0.0, float("inf")) * 2.0)
