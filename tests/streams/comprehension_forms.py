# Comprehensions run inside their function, generator expressions are functions of their own.


def two_tests(xs):
    return [x for x in xs if x > 0 if x < 9]


def nested(xs):
    return [[y for y in range(x)] for x in xs]


def two_loops(xs):
    return [x + y for x in xs for y in xs if y]


def spread(xs):
    return [
        x
        for x in xs
        if x
    ]


def raises(xs):
    return [1 // x for x in xs]


def lambdas():
    return [f() for f in [lambda: x for x in range(2)]]


def listed(xs):
    return list(x + 1 for x in xs)


def as_set(xs):
    return set(x for x in xs)


def as_tuple(xs):
    return tuple(x for x in xs)


def any_of(xs):
    return any(x > 1 for x in xs)


def all_of(xs):
    if all(x for x in xs):
        return 1
    return 2


def filtered(xs):
    return sum(x for x in xs if x)


def spread_generator(xs):
    return sum(
        x
        for x in xs
    )


def own_any(xs):
    any = len
    return any([x for x in xs])


def dictionary(xs):
    return {x: str(x) for x in xs}


def shadows(x):
    inner = [x for x in range(2)]
    return x, inner


def walrus(xs):
    return [last := x for x in xs], last


two_tests([0, 5, 10]), nested([0, 2]), two_loops([0, 1]), spread([0, 1]), lambdas()
listed([1]), as_set([1]), as_tuple([1]), any_of([1, 2]), any_of([0]), all_of([1]), all_of([0]), filtered([0, 1])
spread_generator([1, 2]), own_any([1]), dictionary([1]), shadows(5), walrus([1, 2])
try:
    raises([1, 0])
except ZeroDivisionError:
    pass
try:
    list(1 // x for x in [0])
except ZeroDivisionError:
    pass
