# What a failing instruction held dies before RAISE: __del__ comes first. Values of library types; items sent to sequences.
import collections
from collections import defaultdict


class Held:
    def __init__(self, name="held"):
        self.name = name

    def __del__(self):
        self.name = None


def compare(): Held() < 1
def store(): Held()[0] = 1
def unpack(): a, b = Held()
def raise_it(): raise Held()
def format_it(): f"{Held():x}"
def call_it(): Held()(1)
def pass_it(): len(Held())


def loop():
    for item in Held():
        pass


def delegate(items):
    yield from items


def send(items):
    generator = delegate(items)
    next(generator)
    generator.send(1)


class Refused(ValueError):
    def __init__(self, reason, place):
        super().__init__(reason)
        self.place = place


class Ended(Exception):
    def __init__(self):
        Exception.__init__(self, "ended")


def refuse(): raise Refused("no", 1)
def end(): raise Ended


for function in (compare, store, unpack, raise_it, format_it, call_it, pass_it, loop, refuse, end):
    try:
        function()
    except Exception:
        pass
for items in ((1, 2), [1, 2], "ab", iter([1]), {1: 2}):
    try:
        send(items)
    except AttributeError:
        pass
print(len(defaultdict(list)), len(collections.deque()), len(collections.OrderedDict()), len(collections.Counter()))
