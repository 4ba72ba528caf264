# What joins and repeats sequences, when the right operand has a method of its own; long texts in bases of two.


class Right:
    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


def grow(start, more):
    start += more
    return start


show(lambda: "a" * "b")
show(lambda: [] + 1)
show(lambda: [1] + Right())
show(lambda: [1] * Right())
show(lambda: (1,) + Right())
show(lambda: "a" * Right())
show(lambda: grow([1], Right()))
show(lambda: grow([1], (2,)))
show(lambda: len(hex(2**400000)))
show(lambda: (bin(10), oct(-64), hex(255), bin(0)))
show(lambda: (list[int], dict[str, int], tuple[int, ...], set[int]))
