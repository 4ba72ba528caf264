# A pipeline of generators, and delegation with `yield from`.


def numbers(count):
    for i in range(count):
        yield i


def odd(items):
    for item in items:
        if item & 1:
            yield item


def squares(items):
    for item in items:
        yield item * item


def both(count):
    yield from squares(odd(numbers(count)))
    yield from squares(numbers(count))


def main():
    total = 0
    for value in both(2000000):
        total += value
    print(total)


main()
