# `and`, `or`, comparisons and conditional expressions as values.


def either(x, y):
    r = x or y
    return r


def negated(x):
    r = not x
    return r


def and_or(x, y, z):
    return x and y or z


def or_and(x, y, z):
    return x or y and z


def three_ands(x, y, z):
    return x and y and z


def chain(x, y):
    r = 0 < x < y < 10
    return r


def chain_returned(x):
    return 0 < x < 10


def chain_tested(x):
    if 0 < x < 10:
        return 1
    return 2


def conditional(x):
    r = "a" if x else "b"
    return r


def conditional_call(x):
    return len("a") if x else len("bc")


def conditional_long(x, y):
    r = x + y + 1 if x else y
    return [r, x, y, r]


def conditional_in_test(x, y):
    if (x if y else not x):
        return 1
    return 2


def conditional_twice(x):
    return "a" if x == 0 else "b" if x == 1 else "c"


def conditional_spread(x):
    r = (
        "a"
        if x
        else "b"
    )
    return r


def both_spread(x, y):
    r = (
        x
        and y
    )
    return r


def is_none(x):
    return x is None or x is not None and x


either(1, 2), either(0, 2), negated(1)
and_or(0, 2, 3), and_or(1, 0, 3), and_or(1, 2, 3), or_and(0, 1, 2), or_and(1, 0, 0), or_and(0, 0, 1)
three_ands(0, 1, 1), three_ands(1, 0, 1), three_ands(1, 1, 1)
chain(1, 2), chain(5, 2), chain_returned(0), chain_returned(5), chain_tested(0), chain_tested(5), chain_tested(50)
conditional(1), conditional(0), conditional_call(1), conditional_call(0), conditional_long(1, 2), conditional_long(0, 2)
conditional_in_test(1, 1), conditional_in_test(1, 0), conditional_in_test(0, 0)
conditional_twice(0), conditional_twice(1), conditional_twice(2), conditional_spread(1), conditional_spread(0)
both_spread(1, 0), both_spread(0, 1), is_none(None), is_none(1)
