def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    moves = hanoi(n - 1, source, spare, target)
    moves += 1
    return moves + hanoi(n - 1, spare, target, source)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def permutations(items):
    if not items:
        yield []
        return
    for index, item in enumerate(items):
        for rest in permutations(items[:index] + items[index + 1 :]):
            yield [item, *rest]


def deep(n):
    if n:
        deep(n - 1)
    else:
        raise LookupError("bottom")


hanoi(2, "a", "b", "c")
even(3)
list(permutations([1, 2]))
try:
    deep(2)
except LookupError:
    pass
