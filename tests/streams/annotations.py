limit: int = 3
unset: str


def typed(a: int, b: "later" = 2) -> float:
    local: int = a
    other: list[int]
    return local + b


class Record:
    name: str = "none"
    size: int

    def method(self: "Record") -> None:
        self.size: int = 1


def generic[T](x: T) -> T:
    return x


type Pair = tuple[int, int]

typed(1)
Record().method()
generic(2)
