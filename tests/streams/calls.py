def positional(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a + b + c + d + e


def forward(*args, **keywords):
    return positional(*args, **keywords)


def multiline():
    return positional(
        1,
        len("two"),
        d=max(
            3,
            4,
        ),
    )


class Callable:
    def __call__(self, x):
        return x


positional(1, d=4)
positional(1, 2, 3, 4, 5, d=6, f=7)
forward(1, d=2)
multiline()
Callable()("called")
print("a", "b", sep="-")
sorted([3, 1, 2], key=lambda n: -n)
"text".upper().lower().split("x")
for bad in (lambda: positional(), lambda: len(5), lambda: None()):
    try:
        bad()
    except TypeError:
        pass
