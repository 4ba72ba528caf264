def sign(n):
    if n < 0:
        return -1
    elif n == 0:
        return 0
    else:
        return 1


def classify(n, strict):
    if n % 2 and not strict:
        kind = "odd"
    elif n is None or n > 100:
        kind = "far"
    else:
        kind = "even"
        if strict:
            kind += "!"
    return kind


def nested(a, b):
    if a:
        if b:
            x = 1
        else:
            x = 2
    return a and b or a


for value in (-5, 0, 5):
    sign(value)
classify(3, False), classify(200, True), classify(4, True)
nested(1, 1), nested(1, 0)
nested(0, 1) if sign(1) else nested(0, 0)
if 0 < sign(2) <= 1:
    pass
