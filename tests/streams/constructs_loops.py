# Loops: a function a construct, named after it (constructs.txt).


def while_else_break(n):
    while n:
        break
    else:
        r = 7
    return n


def while_continue(n):
    r = 0
    while n:
        n -= 1
        if n == 1:
            continue
        r += 1
    return r


def while_and_condition(a, b):
    while a and b:
        a -= 1
    return a


def while_pass(x):
    while x.pop():
        x.append(0)
        pass
    return x


def for_empty(xs):
    for x in xs:
        y = x
    return 0


def for_at_end(xs):
    for x in xs:
        y = x


def for_generator_g():
    yield 1
    yield 2


def for_generator():
    for x in for_generator_g():
        y = x
    return 0


class ForUserIteratorIt:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        if self.n:
            raise StopIteration
        self.n = 1
        return 7


def for_user_iterator():
    for x in ForUserIteratorIt():
        y = x
    return 0


def for_unpack(ps):
    for a, b in ps:
        c = a + b
    return c


def for_else(xs):
    for x in xs:
        y = x
    else:
        y = 5
    return y


def for_nested_break_continue():
    n = 0
    for i in range(2):
        for j in range(3):
            if j == 0:
                continue
            if j == 2:
                break
            n += 1
    return n


def for_with_try_continue(xs):
    for x in xs:
        try:
            y = 1 // x
        except ZeroDivisionError:
            continue
    return y


def for_gen_break_g():
    yield 1
    yield 2


def for_gen_break():
    for x in for_gen_break_g():
        break
    return x


def while_nested_break(n):
    r = 0
    while n:
        n -= 1
        while True:
            r += 1
            break
    return r


for call in (
    lambda: while_else_break(1),
    lambda: while_else_break(0),
    lambda: while_continue(3),
    lambda: while_and_condition(2, 1),
    lambda: while_pass([1]),
    lambda: for_empty([]),
    lambda: for_at_end([1]),
    lambda: for_generator(),
    lambda: for_user_iterator(),
    lambda: for_unpack([(1, 2)]),
    lambda: for_else([1]),
    lambda: for_nested_break_continue(),
    lambda: for_with_try_continue([1, 0]),
    lambda: for_gen_break(),
    lambda: while_nested_break(2),
):
    try:
        call()
    except Exception:
        pass
