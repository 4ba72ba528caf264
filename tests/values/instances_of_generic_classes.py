# Instances of generic classes have attributes as any others; the opcodes that store them specialise.
from typing import Generic, TypeVar


class Box[T]:
    def __init__(self, value):
        self.value = value


class Pair[T](Box[T]):
    def __init__(self, first, second):
        super().__init__(first)
        self.second = second


class Old(Generic[TypeVar("A")]):
    __slots__ = ("slot", "__dict__")


boxes = [Box(number) for number in range(5)]
for box in boxes:
    box.other = box.value + 1
    box.third = []
print([vars(box) for box in boxes])
pairs = [Pair(number, str(number)) for number in range(5)]
for pair in pairs:
    pair.value += 1
    del pair.second
    pair.second = 0
print([vars(pair) for pair in pairs])
old = Old()
for number in range(5):
    old.slot = number
    old.free = number
print(old.slot, vars(old), Box.__mro__ == (Box, Generic, object), isinstance(old, Generic))
