def numbers(n):
    for i in range(n):
        yield i


def echo():
    received = None
    while received != "stop":
        received = yield received
    return "stopped"


def careful():
    try:
        yield 1
        yield 2
    except KeyError:
        yield "caught"
    finally:
        print("closed")


for number in numbers(2):
    number
list(numbers(1))

generator = echo()
next(generator)
generator.send("a")
try:
    generator.send("stop")
except StopIteration as stop:
    stop.value

generator = careful()
next(generator)
generator.throw(KeyError("in"))
try:
    next(generator)
except StopIteration:
    pass

generator = careful()
next(generator)
generator.close()

never = numbers(3)
never.close()
