# clauses: PYTHON-3
# level: order
# behaviours: lazy_annotations

# Annotations are computed where the definition stands, since 3.14 when somebody asks for them: then
# their lines and calls show at that time, in code of their own.
def kind(name):
    print("   computed:", name)
    return int


print("definition")


def function(x: kind("parameter")) -> kind("result"): ...


class Holder:
    field: kind("field")


print("asked for")
print(sorted(function.__annotations__), sorted(Holder.__annotations__))
