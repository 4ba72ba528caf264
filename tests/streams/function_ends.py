# Where a function that does not say `return` returns, and what position that has.


def falls_off():
    total = 1
    total


def only_pass():
    pass


def pass_between():
    a = 1
    pass
    pass
    b = 2
    pass


def only_docstring():
    """All there is."""


def on_one_line(x): return x


def expression_on_one_line(x): x + 1


def several_on_a_line():
    a = 1; b = 2; c = a + b
    return c


def ends_in_if(x):
    if x:
        a = 1


def ends_in_for(items):
    for item in items:
        item


def ends_in_while(x):
    while x: x.pop()


def returns_none():
    return None


def returns_nothing():
    return


def returns_tuple():
    return (1, 2)


def returns_sum():
    return 2 + 3


def returns_negative():
    return -1


def after_return():
    return 1
    a = 2
    print(a)


def calls_itself(n): return 0 if n == 0 else calls_itself(n - 1)


def deep():
    def middle():
        def inner():
            return 1
        return inner()
    return middle()


falls_off(), only_pass(), pass_between(), only_docstring()
on_one_line(5), expression_on_one_line(5), several_on_a_line()
ends_in_if(1), ends_in_if(0)
ends_in_for([1]), ends_in_while([1])
returns_none(), returns_nothing(), returns_tuple(), returns_sum(), returns_negative(), after_return()
calls_itself(2), deep()
