# clauses: PYTHON-14
# level: lines
# behaviours: traceback_marks_calls traceback_shows_all_lines

# How the traceback of an uncaught exception marks the place: since 3.13 the parentheses of a call
# have a mark of their own, and an expression of several lines is shown whole.
import traceback


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
        for line in traceback.format_exception(error):
            print(line.replace(__file__, "FILE"), end="")
