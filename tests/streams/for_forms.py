# `for` in all its shapes: iterators of every kind, exits by break, return and exhaustion.


def over_range():
    total = 0
    for i in range(2):
        total += i
    return total


def over_nothing():
    for x in []:
        x
    return 0


def over_generator():
    def numbers():
        yield 1
        yield 2

    for n in numbers():
        n
    return 0


def unpacks(pairs):
    for a, (b, c) in pairs:
        a + b + c
    return 0


def with_else(items):
    for x in items:
        x
    else:
        x = 5
    return x


def breaks(items):
    for x in items:
        if x:
            break
    else:
        x = 5
    return x


def nested(items):
    for x in items:
        for y in items:
            if y == 1:
                continue
            if x == 2:
                break
    return 0


def continues_in_try(items):
    for x in items:
        try:
            if x == 1:
                continue
            int("x")
        except ValueError:
            pass
    return 0


def ends_in_if(items):
    for x in items:
        if x:
            y = 1
    return 0


def returns_at_end(items):
    for x in items:
        if x:
            return


def returns_or_falls(items):
    for x in items:
        if x: return 1
    return 0


def break_in_else_arm(items):
    for x in items:
        if x == 1:
            a = 1
        else:
            break
    return 0


def if_else_then_code(items):
    for x in items:
        if x:
            y = 1
        else:
            y = 2
        y += x
    return 0


def empty_chain(items):
    for x in items:
        if x == 0:
            pass
        elif x == 1:
            pass
        else:
            pass


def long_tail_after_else(items):
    for x in items:
        if x == 2:
            break
    else:
        x = 5
    return [x, x, x, x, x]


def in_if(flag, items):
    if flag:
        for x in items:
            x
    return flag


def in_try_finally(items):
    try:
        for x in items:
            return x
    finally:
        items.clear()


def asserts(items):
    for x in items:
        assert x
    return 0


def sieve(n):
    prime = [True] * n
    for i in range(2, n):
        if not prime[i]:
            continue
        for j in range(i * i, n, i):
            prime[j] = False
    return [i for i in range(2, n) if prime[i]]


over_range(), over_nothing(), over_generator(), unpacks([(1, (2, 3))])
with_else([1]), breaks([0, 1]), breaks([0]), nested([1, 2]), continues_in_try([0, 1]), ends_in_if([0, 1])
returns_at_end([1]), returns_at_end([0]), returns_or_falls([0]), returns_or_falls([1])
break_in_else_arm([1]), break_in_else_arm([2]), if_else_then_code([0, 1]), empty_chain([0, 1, 2])
long_tail_after_else([1, 2]), long_tail_after_else([1]), in_if(1, [1]), in_if(0, []), in_try_finally([1]), asserts([1])
sieve(8)
total = 0
for i in range(2):
    total += i
