# Integers of many digits: Fibonacci numbers, factorials, powers by a modulus, decimal digits.
# sizes: 6000 6000

import sys


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def factorial(n):
    product = 1
    for i in range(2, n + 1):
        product *= i
    return product


def main(n):
    print(fibonacci(n * 8) % 1000000007, factorial(n) % 1000000007)
    total = 0
    for i in range(n):
        total += pow(3, i * 1000003, 2**127 - 1) >> 64
    print(total, len(str(factorial(n // 5))))


main(int(sys.argv[1]))
