# clauses: PYTHON-16
# level: api
# behaviours: zero_division_names_operation float_modulo_says_by_zero domain_message_shows_the_number

# Messages of arithmetic. A tool that shows RAISE shows them.
import math

def attempt(what, *args):
    """Print what comes out of a call."""
    try:
        print(what(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda x: 1 // x, 0)
attempt(lambda x: 1 % x, 0)
attempt(lambda x: 1 / x, 0)
attempt(lambda x: 1.0 / x, 0.0)
attempt(lambda x: 1.0 // x, 0.0)
attempt(lambda x: 1.0 % x, 0.0)
attempt(divmod, 1, 0)
attempt(lambda x: 1j / x, 0)
attempt(lambda x: 0 ** x, -1)
attempt(math.sqrt, -1)
attempt(math.log, 0)
attempt(math.log, -2.5)
