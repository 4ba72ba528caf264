# Statements within statements, where the layout of blocks shows.


def if_in_for_with_return(items):
    for x in items:
        if x:
            if x == 2:
                return x
        else:
            x = 3
    return 0


def try_in_loop(items):
    result = []
    for x in items:
        try:
            if not x:
                continue
            result.append(1 // (x - 1))
        except ZeroDivisionError as error:
            result.append(str(type(error)))
            break
        else:
            if x == 3:
                result.append("three")
        finally:
            result.append("end")
    else:
        result.append("all")
    return result


def with_in_try_in_while(managers):
    while managers:
        try:
            with managers.pop() as value:
                if value:
                    continue
                raise KeyError(value)
        except KeyError:
            return "left"
    return "done"


class Manager:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        return self.value

    def __exit__(self, *error):
        pass


def two_tails(x):
    if x:
        if x > 1:
            r = "a"
        else:
            r = "b"
        return r
    else:
        if x is None:
            r = "c"
        else:
            r = "d"
    return r


def loops_until(n):
    while True:
        for i in range(n):
            if i == 1:
                break
        else:
            return "none"
        n -= 1


def finally_in_finally(x):
    try:
        x += 1
    finally:
        try:
            x += 1
        finally:
            if x > 3:
                x = 0
    return x


def handler_loop(n):
    while n:
        try:
            raise ValueError
        except ValueError:
            n -= 1
            if n == 1:
                continue
            for i in range(n):
                break
    return n


if_in_for_with_return([1, 0]), if_in_for_with_return([2])
try_in_loop([0, 3, 1]), try_in_loop([3]), try_in_loop([])
with_in_try_in_while([Manager(0), Manager(1)]), with_in_try_in_while([Manager(1)])
two_tails(2), two_tails(1), two_tails(None), two_tails(0)
loops_until(2), finally_in_finally(1), finally_in_finally(3), handler_loop(3)
