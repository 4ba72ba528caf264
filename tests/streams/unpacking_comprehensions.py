# Comprehensions that unpack (PEP 798): a SyntaxError before 3.15. The source has this file's name, so that its
# events are recorded too.
import sys

SOURCE = """\
def lists(rows):
    return [*row for row in rows]


def filtered(rows):
    return {
        *row
        for row in rows
        if row
    }


def nested(rows):
    return [*(cell, 0) for row in rows for cell in row]


def dicts(maps):
    return {**m for m in maps}


def generated(rows):
    return (*row for row in rows)


def passed(rows):
    return sorted(*row for row in rows), list(*row for row in rows), any(*row for row in rows)


def not_iterable():
    try:
        return [*number for number in [[1], 2]]
    except TypeError as error:
        return str(error)


def not_mapping():
    try:
        return {**number for number in [2]}
    except TypeError as error:
        return str(error)


async def numbers():
    yield [1, 2]
    yield [3]


async def asynchronous():
    result = [*row async for row in numbers()]
    async for n in (*row async for row in numbers()):
        result.append(n)
    async for n in (*[await one(), 5] for x in [1]):
        result.append(n)
    return result


async def one():
    return 7


class Body:
    rows = [*r for r in ([1], [2])]


def thrown():
    g = (*row for row in [[1, 2], [3]])
    print(next(g))
    try:
        g.throw(ValueError)
    except ValueError:
        print("thrown")


print(lists([[1, 2], [3]]))
print(filtered([[1, 2], [], [3]]))
print(nested([[1, 2], [3]]))
print(dicts([{1: 2}, {3: 4}]))
print(list(generated([[1, 2], [3]])))
print(passed([[1, 2], [3]]))
print(not_iterable())
print(not_mapping())
try:
    asynchronous().send(None)
except StopIteration as end:
    print(end.value)
print(Body.rows)
thrown()
"""

if sys.version_info >= (3, 15):
    exec(compile(SOURCE, __file__, "exec"))
