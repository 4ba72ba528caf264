@register
class Shape(Base, metaclass=Meta):
    """A shape."""

    sides: int = 0

    def __init__(self, name, *rest, size=1, **options):
        super().__init__(name)
        self.size = size

        def scale(by: float = 2):
            nonlocal size
            size *= by
            return lambda: (size, by)

        self.scale = scale


class Pair[T]:
    first: T
