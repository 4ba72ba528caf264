# Which line a part of a statement on several lines has, and in which order lines come.


def first(*args, **keywords):
    return args


def call(x):
    first(
        1,
        len("x"),
        k=x,
    )
    first(1,
          2)


def expression(a, b):
    return (
        a
        + b
        - 1
    )


def dictionary(a):
    return {
        "one": 1,
        "two": a,
    }


def constant_dictionary():
    return {
        "one": 1,
        "two": 2,
    }


def chain(text):
    return (
        text
        .strip()
        .upper()
        .split()
    )


def returned():
    return (
        1
    )


def method(xs):
    xs.append(
        1
    )
    return xs


def decorate(tag):
    return lambda function: function


@decorate(
    1,
)
@decorate(2)
def decorated(
    a=1,
    b: int = len("ab"),
    *,
    c=(
        3
    ),
) -> int:
    return a + b + c


anonymous = lambda x: (
    x
    + 1
)


def comparison(a, b):
    return (
        a
        < b
        < 10
    )


def subscript(xs):
    return xs[
        0
    ][
        1:
        2
    ]


call(1), expression(1, 2), dictionary(1), constant_dictionary(), chain(" a b "), returned(), method([]), decorated()
anonymous(1), comparison(1, 2), comparison(2, 1), subscript(["ab"])
