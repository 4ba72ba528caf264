# f-strings, walrus, matching without a default.


def formats(x):
    return f"{x}", f"{x!r:>4}", f"{x=}", f"{x:{x}}", f"{{}}{f'{x}'}"


def over_lines(x):
    return f"""a
{x}
b"""


def constant(x):
    return f"constant", "a" "b", "%s-%r" % (x, x)


def walrus(xs):
    if (n := len(xs)) > 1:
        return n
    return (m := n) + m


def no_default(x):
    match x:
        case 1:
            return "one"
        case "two":
            return "two"
    return None


def one_case(x):
    match x:
        case [a, b]:
            return a + b


def mapping(x):
    match x:
        case {"a": 1, "b": [first, *_]}:
            return first
        case {"a": _, **rest}:
            return rest


def guarded(x):
    match x:
        case int() if x > 1:
            y = 1
        case int() | float():
            y = 2
        case _:
            y = 3
    return y


formats(1), over_lines(1), constant(1), walrus([1, 2]), walrus([1])
for x in (1, "two", 3, [1, 2], {"a": 1, "b": [5]}, {"a": 2, "c": 3}, 2.5):
    no_default(x), one_case(x), mapping(x), guarded(x)
