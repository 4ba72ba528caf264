# *Ts: in annotations, displays and subscripts it gives typing.Unpack[Ts].
def first[T, *Ts, **P](pair: T, *rest: *Ts) -> T:
    return pair
first(1)
print(first.__annotations__)


def g[*Ts]():
    print([*Ts], type([*Ts][0]).__name__, repr([*Ts][0]))
    a, = Ts
    print(a, a.__origin__, a.__args__, a.__parameters__)
    print(tuple[*Ts], tuple[int, *Ts])
    print(hash(a) == hash([*Ts][0]), a == [*Ts][0])


g()


class Box[*Ts]:
    def put(self, *a: *Ts) -> tuple[*Ts]: pass
print(Box.put.__annotations__)
print(Box.__parameters__, Box.__orig_bases__)
type Alias[*Ts] = tuple[int, *Ts]
print(Alias.__value__)
