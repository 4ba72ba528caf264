# clauses: PYTHON-2
# level: api
# behaviours: unpacking_in_comprehensions

# An element that is unpacked: each of its items goes into the result, or it is a SyntaxError.
sources = [
    "[*row for row in rows]",
    "sorted({*row for row in rows if len(row) > 1})",
    "{**row for row in [{'a': 1}, {'b': 2}, {'a': 3}]}",
    "[*(cell, cell) for row in rows for cell in row]",
    "list((*row for row in rows))",
    "max(*row for row in rows)",
]
for source in sources:
    try:
        print(source, "is", eval(source, {"rows": [[1, 2], [3]]}))
    except SyntaxError:
        print(source, "is a SyntaxError")
