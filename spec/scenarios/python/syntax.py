# clauses: PYTHON-1
# level: api
# behaviours: except_without_parentheses

# Syntax that later versions have: what compiles, and what is a SyntaxError.
sources = {
    "except without parentheses": "try: pass\nexcept ValueError, KeyError: pass",
    "except with parentheses": "try: pass\nexcept (ValueError, KeyError): pass",
}
for name, source in sources.items():
    try:
        namespace = {}
        exec(source, namespace)
        print(name, "compiles", namespace.get("x", ""))
    except SyntaxError:
        print(name, "is a SyntaxError")
