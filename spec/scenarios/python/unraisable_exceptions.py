# clauses: PYTHON-15
# level: api
# behaviours: unraisable_names_call

# An exception that cannot be raised, as out of __del__, goes to sys.unraisablehook; since 3.14 with
# the words that say what was going on, and without the object.
import sys


class Failing:
    def __del__(self):
        raise ValueError("from __del__")


def failing():
    try:
        yield
    finally:
        raise ValueError("from finally")


def hook(unraisable):
    message = unraisable.err_msg and without_address(unraisable.err_msg)
    print(unraisable.exc_type.__name__, "|", message, "|", type(unraisable.object).__name__)


def without_address(text):
    return " ".join(word for word in text.split() if not word.startswith("0x"))


sys.unraisablehook = hook
Failing()
generator = failing()
next(generator)
del generator
sys.unraisablehook = sys.__unraisablehook__
