# Recursive calls with one positional argument, integer comparison and addition.


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print(fib(34))
