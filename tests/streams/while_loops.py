def countdown(n):
    while n:
        n -= 1
    return n


def search(limit):
    i = 0
    while True:
        i += 1
        if i % 3 == 0:
            continue
        if i > limit:
            break
    return i


def with_else(n):
    while n > 0 and n != 2:
        n -= 1
    else:
        return "exhausted"


def nested(n):
    total = 0
    while n:
        m = n
        while m:
            m -= 1
            total += m
        n -= 1
    return total


countdown(2)
search(2)
with_else(1)
nested(2)
while (n := countdown(1)):
    pass
