# What CALL shows for each kind of callable, and what follows it.


class Thing:
    count = 0

    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, fail=False):
        if fail:
            raise ValueError("init")

    def method(self, x):
        return x

    @classmethod
    def of_class(cls):
        return cls.count

    @staticmethod
    def of_none(x):
        return x

    def __call__(self, x):
        return x

    @property
    def computed(self):
        return self.count

    def __add__(self, other):
        return 1

    def __eq__(self, other):
        return True

    def __getitem__(self, index):
        return index

    def __getattr__(self, name):
        return name


class Derived(Thing):
    def __init__(self):
        super().__init__()
        super(Derived, self).__init__(False)

    def method(self, x):
        return super().method(x)


def nothing():
    return ()


def defaults(a, b=2, *, c=3):
    return a + b + c


def star(*args, **keywords):
    return len(args) + len(keywords)


def spread_closing_bracket(x):
    return star(
        x,
        1)


def on_one_line_twice():
    return nothing() + nothing()


def choice(x):
    return star(1) if x else star(2)


thing = Thing()
bound = thing.method
bound(1), thing.method(2), Thing.method(thing, 3), thing.of_class(), Thing.of_none(4), thing(5)
thing.computed, thing + 1, thing == 2, thing[3], thing.other
Derived().method(6)
nothing(), defaults(1), defaults(1, c=5), star(*[1, 2], **{"k": 3}), star(k=1), print(*"ab")
len("abc"), [].append(1), dict(), int(), "a".join(["b", "c"]), max([1, 2])
spread_closing_bracket(1), on_one_line_twice(), choice(1), choice(0)
nothing.__call__(), (lambda: 5)(), (lambda x: (
    x
    + 1
))(1)
[lambda n: n][0](1)
for bad in (lambda: nothing(1), lambda: len(), lambda: 5(), lambda: int("x"), lambda: Thing(True), lambda: defaults()):
    try:
        bad()
    except (TypeError, ValueError):
        pass
