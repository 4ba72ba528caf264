# clauses: PYTHON-22
# level: api
# behaviours: type_parameter_defaults

# Defaults of type parameters: which programs are accepted, and when a default is computed.
SOURCES = [
    "def f[T = (computed.append('T'), int)[1], *Ts = (1, 2), **P = [str]](): pass",
    "class C[T = int]: pass",
    "type A[T = int] = list[T]",
]

for source in SOURCES:
    computed = []
    namespace = {"computed": computed}
    try:
        exec(source, namespace)
    except SyntaxError:
        print("syntax error:", source)
        continue
    made = namespace.get("f") or namespace.get("C") or namespace["A"]
    for parameter in made.__type_params__:
        print(parameter, parameter.has_default(), computed, parameter.__default__, computed)
        print(parameter.__default__ is parameter.__default__, computed)


# No default: nothing to read, where there can be one.
def generic[T](value: T) -> T:
    return value


print(getattr(generic.__type_params__[0], "__default__", "no attribute"))
