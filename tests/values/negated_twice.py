# What is negated twice is a bool, in each version.
def f(a):
    print(not (not a), not not a, not not not a)
    return not not a


print(f(1), f(0), f([]), f("x"))


def g(a, b):
    return (not not a) + 1, not (not (a in b)), not not (a is b), not (not (a == b)), not (a and not b)


print(g(1, [1]))
