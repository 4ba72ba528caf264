# clauses: PYTHON-14
# level: lines
# behaviours: traceback_marks_calls traceback_shows_all_lines

# How the traceback of an uncaught exception marks the place: since 3.13 the parentheses of a call
# have a mark of their own, and an expression of several lines is shown whole.
import sys


class Collected:
    text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def fail(*args):
    raise ValueError


def one_line():
    return [fail(1), 2]


def several_lines():
    return fail(
        1,
        2,
    )


for function in (one_line, several_lines):
    try:
        function()
    except ValueError as error:
        own, sys.stderr = sys.stderr, Collected()
        sys.excepthook(type(error), error, error.__traceback__)
        collected, sys.stderr = sys.stderr, own
        print(collected.text.replace(__file__, "FILE"), end="")
