def squares(n):
    return [i * i for i in range(n)]


def filtered(values):
    return [
        value
        for value in values
        if value
        if value < 10
    ]


def keyed(words):
    lengths = {word: len(word) for word in words}
    letters = {letter for word in words for letter in word}
    return lengths, sorted(letters)


def nested(n):
    return [[row * column for column in range(n)] for row in range(n)]


def lazy(values):
    doubled = (value * 2 for value in values)
    return sum(doubled)


def fails(values):
    return [1 // value for value in values]


squares(2)
filtered([0, 5, 20])
keyed(["a", "bc"])
nested(2)
lazy([1, 2])
try:
    fails([1, 0])
except ZeroDivisionError:
    pass
