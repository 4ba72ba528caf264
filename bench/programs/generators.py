# A pipeline of generators, and delegation with `yield from`.
# sizes: 1000000 300000

import sys


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


def main(count):
    total = 0
    for value in both(count):
        total += value
    print(total)


main(int(sys.argv[1]))
