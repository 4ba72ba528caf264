class Base:
    """A base."""

    count = 0

    def __init__(self, name):
        self.name = name
        Base.count += 1

    @property
    def title(self):
        return self.name.title()

    @classmethod
    def make(cls, name):
        return cls(name)

    @staticmethod
    def twice(x):
        return x * 2

    def __eq__(self, other):
        return self.name == other.name

    def __getitem__(self, index):
        return self.name[index]


class Derived(Base):
    def __init__(self, name):
        super().__init__(name)
        self.extra = Base.twice(2)

    def __repr__(self):
        return f"<{self.title}>"

    def __enter__(self):
        return self


def factory(kind):
    class Local(kind):
        x = [i for i in range(2)]

    return Local


a = Base.make("a")
b = Derived("b")
a == b, b.title, b[0], repr(b)
factory(Base)("local").name
