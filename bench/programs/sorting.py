# Sorting with a key function, comprehensions, tuples taken apart.
# sizes: 15000 15000

import sys


def numbers(count):
    value = 1
    for _ in range(count):
        value = value * 16807 % 2147483647
        yield value


def main(count):
    pairs = [(value % 1000, value) for value in numbers(count)]
    for _ in range(10):
        by_second = sorted(pairs, key=lambda pair: pair[1])
        by_both = sorted(by_second, key=lambda pair: (-pair[0], pair[1] & 255))
        total = sum(index * small for index, (small, large) in enumerate(by_both) if large & 1)
    print(by_both[0], by_second[-1], total)


main(int(sys.argv[1]))
