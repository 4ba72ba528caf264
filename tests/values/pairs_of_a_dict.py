# What dict() says of an element that is no pair: which TypeErrors it replaces by its own.
class Failing:
    def __iter__(self):
        return self

    def __next__(self):
        raise TypeError("from __next__")


class Refusing:
    def __iter__(self):
        raise TypeError("from __iter__")


class Other(Failing):
    def __next__(self):
        raise KeyError("from __next__")


for element in (Failing(), Refusing(), Other(), 5, (1, 2, 3), [1], "ab", (1, 2), iter("cd")):
    try:
        print(dict([element]))
    except (TypeError, KeyError, ValueError) as error:
        print(type(error).__name__, error)
