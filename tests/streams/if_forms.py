# Tests and what is laid out behind them.


def body_on_the_line(x):
    if x: y = 1; z = 2
    return x


def both_on_their_lines(x):
    if x: r = 1
    else: r = 2
    return r


def two_arms(x):
    if x:
        a = 1
    else:
        a = 2
    return a


def chain(x):
    if x == 0:
        r = "a"
    elif x == 1:
        r = "b"
    else:
        r = "c"
    return r


def chain_of_returns(x):
    if x == 0:
        return "a"
    elif x == 1:
        return "b"
    return "c"


def negated(x):
    if not x:
        return 1
    return 2


def either(x, y):
    if x or y:
        return 1
    return 2


def mixed(x, y, z):
    if (x and not y) or z:
        return 1
    return 2


def member(x):
    if x in (1, 2):
        return 1
    return 2


def called(x):
    if len(x):
        return 1
    return 2


def condition_on_two_lines(x, y):
    if (x and
            y):
        return 1
    return 2


def only_pass(x):
    if x:
        pass
    return x


def only_passes(x):
    if x:
        pass
    else:
        pass
    return x


def raises(x):
    if not x:
        raise ValueError("no")
    return x


def returns_in_both(x):
    if x:
        return len("a")
    else:
        return len("ab")


def call_behind(x):
    if x:
        r = 1
    else:
        r = 2
    print(r)


def long_tail(x):
    if x:
        r = 1
    else:
        r = 2
    return -(r + x)


def short_tail(x):
    if x:
        r = 1
    else:
        r = 2
    return r + x


def attribute_tail(x):
    if x:
        r = 1
    else:
        r = 2
    long_tail.mark = r


def spread(a, b):
    if (
        a
    ):
        r = 1
    elif (
        b
    ):
        r = 2
    return r


body_on_the_line(1), body_on_the_line(0), both_on_their_lines(1), both_on_their_lines(0)
two_arms(1), two_arms(0)
for x in (0, 1, 2):
    chain(x), chain_of_returns(x)
negated(1), negated(0), either(1, 1), either(0, 1), either(0, 0)
mixed(0, 0, 1), mixed(1, 1, 0), mixed(0, 1, 0), mixed(1, 0, 0)
member(1), member(7), called("a"), called("")
condition_on_two_lines(1, 1), condition_on_two_lines(1, 0), condition_on_two_lines(0, 1)
only_pass(1), only_pass(0), only_passes(1), only_passes(0), raises(1)
try:
    raises(0)
except ValueError:
    pass
returns_in_both(1), returns_in_both(0), call_behind(1), call_behind(0)
long_tail(1), long_tail(0), short_tail(1), short_tail(0), attribute_tail(1), attribute_tail(0)
spread(1, 0), spread(0, 1)
