# Class bodies run like functions; where they return shows what they hold.


class Empty:
    pass


class Simple:
    """What it is."""

    x = 1

    def method(self):
        return self.x


class Closes:
    def method(self):
        return __class__

    def up(self):
        return super().__repr__


class Controls:
    values = []
    for i in range(2):
        if i:
            values.append(i)
    try:
        int("x")
    except ValueError:
        failed = True


class Comprehends:
    limit = 2
    doubled = [n * 2 for n in range(2)]
    lazy = list(n for n in (1, 2))


class Bases(
    Simple,
    metaclass=type,
):
    x = 2


class Registered:
    kinds = []

    def __init_subclass__(cls, /, kind=None):
        cls.kinds.append(kind)


class First(Registered, kind="first"):
    pass


def decorate(tag):
    return lambda cls: cls


@decorate("a")
@decorate("b")
class Decorated:
    x = 1


def local(base):
    class Inner(base):
        y = base.x

    return Inner()


class Slots:
    __slots__ = ("a",)

    def __init__(self):
        self.a = 1

    def __del__(self):
        print("gone")


Simple().method(), Closes().method(), Closes().up(), Comprehends.doubled
local(Simple).y
slots = Slots()
del slots
