// What programs use that they do not define, each part if it is used.
export const preludes = [
  [
    /\bManager\(/,
    `class Manager:
    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        return self.suppress

    def __exit__(self, kind, error, traceback):
        return self.suppress


`,
  ],
  [
    /\bAsyncManager\(/,
    `class AsyncManager:
    def __init__(self, suppress):
        self.suppress = suppress

    async def __aenter__(self):
        await pause(1)
        return self.suppress

    async def __aexit__(self, *error):
        return self.suppress


`,
  ],
  [
    /\bticks\(/,
    `class ticks:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


`,
  ],
  [
    /\bCountdown\(/,
    `class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


`,
  ],
  [
    /\bcount\(/,
    `def count(n):
    for i in range(n):
        yield i
    return n


`,
  ],
  [
    /\bmanaged\(/,
    `from contextlib import contextmanager


@contextmanager
def managed(value):
    try:
        yield value
    finally:
        value = None


`,
  ],
  [
    /\bField\(/,
    `class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)


`,
  ],
  [
    /\bMeta\b/,
    `class Meta(type):
    def __new__(meta, name, bases, names, flag=0):
        made = super().__new__(meta, name, bases, names)
        made.flag = flag
        return made

    def __init__(made, name, bases, names, flag=0):
        super().__init__(name, bases, names)

    def __prepare__(name, bases, flag=0):
        return {}

    def __call__(made, *args):
        return super().__call__(*args)


`,
  ],
  [
    /\bFlagged\b/,
    `class Flagged:
    def __init_subclass__(cls, flag=0, **keywords):
        super().__init_subclass__(**keywords)
        cls.flag = flag


`,
  ],
  [
    /\b(twice|tagged)\b/,
    `def twice(function):
    def wrapper(*args, **keywords):
        return function(*args, **keywords)

    return wrapper


def tagged(tag):
    return lambda function: function


`,
  ],
  [
    /\b(pause|drive|first|closed)\(/,
    `class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def pause(value):
    await Pause(value)
    return value


def drive(coroutine):
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value


async def collect(items):
    return [item async for item in items]


async def first(items):
    async for item in items:
        return item


async def closed(items):
    item = await anext(items)
    await items.aclose()
    return item


`,
  ],
];
