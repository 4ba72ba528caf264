# clauses: PYTHON-31
# level: api
# behaviours: aliases_have_qualified_names type_var_tuples_have_variance

# Since 3.15 a type alias has a qualified name, and a TypeVarTuple a bound and a variance.
from typing import TypeAliasType, TypeVarTuple


class Outer:
    type Pair[T] = tuple[T, T]


def show(what, function):
    try:
        print(what, function())
    except (AttributeError, TypeError) as error:
        print(what, type(error).__name__)


print(Outer.Pair, list[Outer.Pair[int]])
show("qualname", lambda: Outer.Pair.__qualname__)
show("given", lambda: TypeAliasType("A", int, qualname="Some.A"))
show("not given", lambda: TypeAliasType("A", int).__qualname__)
print(TypeVarTuple("Ts"))
show("covariant", lambda: TypeVarTuple("Ts", covariant=True))
show("contravariant", lambda: TypeVarTuple("Ts", contravariant=True))
show("inferred", lambda: TypeVarTuple("Ts", infer_variance=True))
show("bound", lambda: TypeVarTuple("Ts", bound=int).__bound__)
