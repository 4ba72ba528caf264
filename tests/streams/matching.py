class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n > 100:
            return "large"
        case [first, *rest]:
            return first, rest
        case {"key": inner, **others}:
            return inner
        case Point(x=0, y=y):
            return "on the axis", y
        case Point(x, y):
            return x, y
        case str() as text:
            result = text
        case None:
            result = "none"
        case _:
            result = "other"
    return result


for value in (1, 500, 7, [1, 2, 3], {"key": 5}, Point(0, 1), Point(2, 3), "s", None, 1.5):
    describe(value)
