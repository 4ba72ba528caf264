# Tests whose answer is known: a line, no branch.


def never():
    if 0:
        a = 1
    return 2


def always():
    if 1:
        a = 1
    else:
        a = 2
    return a


def debug():
    if __debug__:
        a = 1
    return 2


def never_loops():
    while 0:
        a = 1
    return 2


def loops_on_one():
    n = 0
    while 1:
        n += 1
        if n == 2:
            break
    return n


def true_and(x):
    if True and x:
        return 1
    return 2


def not_zero():
    if not 0:
        a = 1
    return 2


def empty_text():
    if "":
        return 1
    elif "text":
        return 2


def behind_endless_loop():
    while True:
        return 1
    return 2


def chosen():
    return 1 if True else 2


def folded():
    a = 2 * 3 + 4
    b = (1, 2, 3)
    c = "ab" "cd"
    d = -5
    e = not True
    f = (1, 2)[0]
    return a, b, c, d, e, f


never(), always(), debug(), never_loops(), loops_on_one(), true_and(1), true_and(0), not_zero(), empty_text()
behind_endless_loop(), chosen(), folded()
