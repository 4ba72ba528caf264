def total(values):
    result = 0
    for value in values:
        result += value
    return result


def pairs(mapping):
    for key, value in mapping.items():
        if not value:
            continue
        print(key)


def find(values, wanted):
    for index, value in enumerate(values):
        if value == wanted:
            break
    else:
        return None
    return index


def grid(n):
    for row in range(n):
        for column in range(row):
            if column:
                return row, column


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


total([1, 2])
pairs({"a": 1, "b": 0})
find("abc", "b"), find("abc", "z")
grid(3)
for item in Count(1):
    item
for empty in ():
    pass
