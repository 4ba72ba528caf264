# clauses: LAYOUT-15 LAYOUT-16 LAYOUT-17 LAYOUT-18
# level: api
# behaviours: docstring_flag class_comprehension_hides_all_names generator_entry_has_line class_body_first_line

# What a compiler leaves in a code object for all to see: flags, constants, variables, lines; and what
# a class body stores beside its names.
import types


def documented():
    "What it does."


def plain():
    return 7


CO_HAS_DOCSTRING = 0x4000000
for function in (documented, plain):
    flagged = bool(function.__code__.co_flags & CO_HAS_DOCSTRING)
    print(function.__name__, "flag", flagged, "first constant", function.__code__.co_consts[:1])


def generator():
    yield 1


lines = [line for start, end, line in generator.__code__.co_lines()]
print("lines of a generator:", [line and line - generator.__code__.co_firstlineno for line in lines])

body = compile("class C:\n    y = 1\n    z = [x for x in [y, len('')]]\n", "<body>", "exec")
code = next(constant for constant in body.co_consts if isinstance(constant, types.CodeType))
print("variables of a class body:", sorted(code.co_varnames))


class Point:
    def __init__(self, x):
        self.x = x


names = ("__firstlineno__", "__static_attributes__")
print("names of a class:", [name for name in names if name in vars(Point)])
