def values(a, b, c):
    x = a and b
    y = a or b
    z = not a or (b and c)
    t = a if b else c
    return x, y, z, t


def compared(a, b, c):
    first = a < b < c
    second = a == b != c
    third = a in (1, 2) or b is not None
    return (
        first
        and second
        or third
    )


def asserted(a):
    assert a, "must hold"
    assert a > 0 and a < 10
    return a


values(1, 0, 2)
values(0, 1, 0)
compared(1, 2, 3)
compared(3, 3, None) if values(0, 0, 0) is None else None
asserted(5)
for bad in (0, 50):
    try:
        asserted(bad)
    except AssertionError:
        pass
