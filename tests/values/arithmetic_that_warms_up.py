# Operators run often enough to be specialised, then with operands that they were not specialised for: ints on both
# sides of every limit, subclasses, floats whose power is no float; members of sets that are equal and not the same.


def add(a, b):
    for _ in range(20):
        result = a + b
    return result


def subtract(a, b):
    for _ in range(20):
        result = a - b
    return result


def multiply(a, b):
    for _ in range(20):
        result = a * b
    return result


def power(a, b):
    for _ in range(20):
        try:
            result = a**b
        except (ZeroDivisionError, OverflowError) as error:
            result = type(error).__name__
    return result


class Own(int):
    def __add__(self, other):
        return "own add"

    def __radd__(self, other):
        return "own reflected add"

    def __mul__(self, other):
        return "own multiply"


def total(count):
    result = 0
    for i in range(count):
        result += i * 2**40
    return result


print(total(1000), total(-1))
for left, right in ((2**50, 3), (2, 3), (2**50, 2**70), (True, 2**60), (2**60, True), (Own(2**60), 2**60),
                    (2**60, Own(3)), (2**47 - 1, 1), (-(2**47), -1), (2**63 - 1, 1), (2**50, 1.5), (2**50, 2**50)):
    print(repr(add(left, right)), repr(multiply(left, right)), repr(subtract(left, right)))
print(add("a", "b"), subtract(-(2**63), 1), subtract(2**63 - 1, -1), subtract(2**47, 2**47))
for base, exponent in ((2.0, 0.5), (-8.0, 1 / 3), (0.0, -1.0), (10.0, 400.0), (0.0, 0.0), (2.5, float("inf")),
                       (float("nan"), 0.0), (1.0, float("nan")), (float("inf"), -1.0), (2, 0.5), (2.0, 3), (1e-200, 3.0)):
    print(repr(power(base, exponent)))


class EqualToFive:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        return other == 5


members = {0}
for number in range(-50, 50):
    members.add(number)
    members.discard(number * 3)
    members.add(float(number))
    members.add(True)
print(sorted(members), -1 in members, -2 in members, 2.0 in members, 0 in members, 2**61 - 1 in members)
members = {EqualToFive(), 6}
print(5 in members, 6 in members, 7 in members, 5.0 in members)
members.discard(5)
print(len(members))

print("a\x1c b\x1f\tc\x85d\xa0e\u2003f".split(), " x  y ".split(None, 1), "  ".split(), "a b c".split(None, 0))
print(f"{-5:+08,}", f"{1234567:>12,}", f"{7:<3}|", f"{7:^5}|", f"{-7:*=6}", f"{255:#x}", f"{255:#012b}", f"{5:é=4}")
print(",".join(["a", "é", "\u2003"]), "é".join(["a", "b"]), "".join(["ab", "", "c"]), str(-(2**47)), str(2**47 - 1))
