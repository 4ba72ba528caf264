# `while` in all its shapes: the test's two copies up to 3.13, its one place from 3.14 on.


def compared(n):
    i = 0
    while i < n:
        i += 1
    return i


def never_entered(n):
    while n:
        n -= 1
    return n


def two_lines(n):
    while n > 0:
        a = n
        n = a - 1
    return n


def one_line(n):
    while n: n -= 1
    return n


def true_break():
    n = 0
    while True:
        n += 1
        if n > 1:
            break
    return n


def true_return():
    n = 0
    while True:
        n += 1
        if n > 1:
            return n


def with_else(n):
    while n:
        n -= 1
    else:
        n = 5
    return n


def else_not_reached(n):
    while n:
        n -= 1
        break
    else:
        n = 5
    return n


def long_tail_after_else(n):
    while n:
        if n == 2:
            break
        n -= 1
    else:
        n = 5
    return [n, n, n, n, n]


def continues(n):
    while n:
        n -= 1
        if n == 1:
            continue
        a = n
    return n


def two_conditions(n, m):
    while n > 0 and m:
        n -= 1
    return n


def either_condition(n, m):
    while n > 0 or m:
        n -= 1
        m = 0
    return n


def calls_condition(items):
    while len(items):
        items.pop()
    return items


def only_pass(items):
    while items.pop():
        pass
    return items


def ends_in_if(n):
    while n:
        n -= 1
        if n == 1:
            a = n
    return n


def if_else_breaks():
    n = 0
    while True:
        if n > 1:
            break
        else:
            n += 1
    return n


def chained(n):
    while 0 < n < 10:
        n += 5
    return n


def continues_in_try(n):
    while n:
        try:
            n -= 1
            if n == 1:
                continue
            int("x")
        except ValueError:
            continue
    return n


def breaks_inner(n):
    while n:
        while True:
            n -= 1
            break
    return n


def for_inside(n):
    while n:
        for i in range(1):
            n -= 1
    return n


def walrus(items):
    while (item := items.pop()) is not None:
        item
    return items


compared(2), never_entered(0), two_lines(2), one_line(2), true_break(), true_return()
with_else(2), else_not_reached(2), long_tail_after_else(3), long_tail_after_else(1), continues(3)
two_conditions(2, 1), two_conditions(2, 0), either_condition(2, 1), calls_condition([1, 2]), only_pass([0, 1])
ends_in_if(3), if_else_breaks(), chained(1), continues_in_try(3), breaks_inner(2), for_inside(1), walrus([None, 1])
