# clauses: PYTHON-4
# level: api
# behaviours: clean_docstrings

# Since 3.13 docstrings lose the indentation that all their lines but the first have.
def documented():
    """First line.

        Indented by four.
    Not indented.
    """


print(documented.__doc__.split("\n"))
