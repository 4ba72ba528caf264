# clauses: PYTHON-1 PYTHON-2
# level: api
# behaviours: except_without_parentheses unpacking_in_comprehensions

# Syntax that later versions have: what compiles, and what is a SyntaxError.
sources = {
    "except without parentheses": "try: pass\nexcept ValueError, KeyError: pass",
    "unpacking in a comprehension": "x = [*part for part in ([1], [2, 3])]",
}
for name, source in sources.items():
    try:
        namespace = {}
        exec(source, namespace)
        print(name, "compiles", namespace.get("x", ""))
    except SyntaxError:
        print(name, "is a SyntaxError")
