# Generators, coroutines, comprehensions: a function a construct, named after it (constructs.txt).


def gen_return_value_next_g():
    return 5
    yield


def gen_return_value_next():
    try:
        next(gen_return_value_next_g())
    except StopIteration as e:
        return e.value


def gen_send_g():
    x = yield 1
    y = yield x


def gen_send():
    it = gen_send_g()
    next(it)
    return it.send(7)


def gen_throw_caught_g():
    try:
        yield 1
    except ValueError:
        yield 2


def gen_throw_caught():
    it = gen_throw_caught_g()
    next(it)
    return it.throw(ValueError('t'))


def gen_close_g():
    try:
        yield 1
    finally:
        x = 2


def gen_close():
    it = gen_close_g()
    next(it)
    it.close()


def gen_close_plain_g():
    yield 1


def gen_close_plain():
    it = gen_close_plain_g()
    next(it)
    it.close()


def gen_raises_in_for_g():
    yield 1
    raise ValueError('g')


def gen_raises_in_for():
    try:
        for x in gen_raises_in_for_g():
            y = x
    except ValueError:
        return 1


def gen_loop_yield_g(n):
    for i in range(n):
        yield i


def gen_loop_yield():
    return list(gen_loop_yield_g(2))


def gen_yield_expr_statement_line_g():
    x = (yield
         )
    return x


def gen_yield_expr_statement_line():
    return list(gen_yield_expr_statement_line_g())


def yield_from_generator_h():
    yield 1
    return 9


def yield_from_generator_g():
    r = yield from yield_from_generator_h()
    yield r


def yield_from_generator():
    return list(yield_from_generator_g())


def yield_from_throw_h():
    try:
        yield 1
    except ValueError:
        return 8


def yield_from_throw_g():
    r = yield from yield_from_throw_h()
    yield r


def yield_from_throw():
    it = yield_from_throw_g()
    next(it)
    return it.throw(ValueError('t'))


def yield_from_close_h():
    yield 1


def yield_from_close_g():
    yield from yield_from_close_h()


def yield_from_close():
    it = yield_from_close_g()
    next(it)
    it.close()


def gen_stopiteration_inside_g():
    yield 1
    raise StopIteration


def gen_stopiteration_inside():
    try:
        return list(gen_stopiteration_inside_g())
    except RuntimeError:
        return 0


async def coroutine_send_c():
    return 4


def coroutine_send():
    co = coroutine_send_c()
    try:
        co.send(None)
    except StopIteration as e:
        return e.value


class CoroutineAwaitSuspendsAw:
    def __await__(self):
        v = yield 1
        return v


async def coroutine_await_suspends_c():
    x = await CoroutineAwaitSuspendsAw()
    return x


def coroutine_await_suspends():
    co = coroutine_await_suspends_c()
    co.send(None)
    try:
        co.send(6)
    except StopIteration as e:
        return e.value


class CoroutineCloseAw:
    def __await__(self):
        yield 1


async def coroutine_close_c():
    await CoroutineCloseAw()


def coroutine_close():
    co = coroutine_close_c()
    co.send(None)
    co.close()


def listcomp_nested():
    return [(i, j) for i in range(2) for j in range(2) if i != j]


def listcomp_raises(xs):
    x = 5
    try:
        return [1 // x for x in xs]
    except ZeroDivisionError:
        return x


class ListcompClassLevel:
    r = [x for x in (1, 2)]


def listcomp_lambda_closure():
    return [lambda: x for x in [1]][0]()


for call in (
    lambda: gen_return_value_next(),
    lambda: gen_send(),
    lambda: gen_throw_caught(),
    lambda: gen_close(),
    lambda: gen_close_plain(),
    lambda: gen_raises_in_for(),
    lambda: gen_loop_yield(),
    lambda: gen_yield_expr_statement_line(),
    lambda: yield_from_generator(),
    lambda: yield_from_throw(),
    lambda: yield_from_close(),
    lambda: gen_stopiteration_inside(),
    lambda: coroutine_send(),
    lambda: coroutine_await_suspends(),
    lambda: coroutine_close(),
    lambda: listcomp_nested(),
    lambda: listcomp_raises([0]),
    lambda: listcomp_lambda_closure(),
):
    try:
        call()
    except Exception:
        pass
