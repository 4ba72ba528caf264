# Closures: cells read and written, functions made in a loop, defaults, lambdas.
# sizes: 400000 400000

import sys


def counter(step=1):
    count = 0

    def add(amount):
        nonlocal count
        count += amount * step
        return count

    return add


def compose(first, second):
    return lambda value: second(first(value))


def main(rounds):
    by_one, by_two = counter(), counter(2)
    both = compose(by_one, by_two)
    total = 0
    for i in range(rounds):
        total += both(i & 3)
        if i % 16 == 0:
            both = compose(by_one, lambda value, i=i: value - i)
        elif i % 16 == 8:
            both = compose(by_one, by_two)
    print(total)


main(int(sys.argv[1]))
