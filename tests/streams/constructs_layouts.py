# What is laid out where: a function a construct, named after it (constructs.txt).


def layout_if_else_tail_call(x):
    if x:
        a = 1
    else:
        a = 2
    return len((a, x))


def layout_try_else_finally_long_tail(x):
    try:
        a = 1 % x
    except ZeroDivisionError:
        a = 2
    else:
        a = 3
    finally:
        b = 4
    c = b + 1
    d = c + 1
    return d


def layout_ternary_long(x):
    a = (x + 1) if x else (x + 2)
    b = a + 1
    return a + b


def layout_if_else_in_loop_then_code(xs):
    for x in xs:
        if x:
            y = 1
        else:
            y = 2
        z = y
    return z


def layout_while_if_tail(n):
    while n > 0:
        n -= 1
        if n == 1:
            y = n
    return 0


def layout_while_or(a, b):
    while a or b:
        a = 0
    return a


def layout_while_call_cond(x):
    while len(x) > 0:
        x.pop()
    return x


def layout_while_true_if_else_break(n):
    while True:
        if n:
            n -= 1
        else:
            break
    return n


def layout_for_else_long_tail(xs):
    for x in xs:
        if x:
            break
    else:
        x = 5
    a = x + 1
    b = a + 1
    return b


def layout_while_else_break_long_tail(n):
    while n:
        if n == 1:
            break
        n -= 1
    else:
        n = 7
    a = n + 1
    b = a + 1
    return b


def layout_return_in_for_in_try_finally(xs):
    try:
        for x in xs:
            return x
    finally:
        y = 1
    return 0


import threading
layout_return_in_with_in_for_l = threading.Lock()


def layout_return_in_with_in_for(xs):
    for x in xs:
        with layout_return_in_with_in_for_l:
            return x


def layout_for_in_if(xs):
    if xs:
        for x in xs:
            y = x
    return 0


def layout_ternary_in_if(a, b, c):
    if (b if a else c):
        return 1
    return 2


def layout_try_in_while_continue(xs):
    n = 0
    while xs:
        try:
            n += 1 % xs.pop()
        except ZeroDivisionError:
            continue
        n += 5
    return n


def layout_try_in_for_pass(xs):
    for x in xs:
        try:
            y = 1 % x
        except ZeroDivisionError:
            pass
    return y


def layout_except_break(xs):
    for x in xs:
        try:
            y = 1 % x
        except ZeroDivisionError as e:
            break
    return 0


import threading
layout_with_if_inside_l = threading.Lock()


def layout_with_if_inside(x):
    with layout_with_if_inside_l:
        if x:
            y = 1
    return 0


def layout_yield_in_try_finally_consumed_g():
    try:
        yield 1
    finally:
        x = 1


def layout_yield_in_try_finally_consumed():
    for v in layout_yield_in_try_finally_consumed_g():
        y = v


import threading
layout_yield_in_with_l = threading.Lock()


def layout_yield_in_with_g():
    with layout_yield_in_with_l:
        yield 1


def layout_yield_in_with():
    return list(layout_yield_in_with_g())


class LayoutClassAttrAnnotations:
    x: int = 1
    y: str = 'a'


def layout_exc_match_call_expr_e():
    return ValueError


def layout_exc_match_call_expr():
    try:
        int('q')
    except layout_exc_match_call_expr_e():
        return 1


for call in (
    lambda: layout_if_else_tail_call(1),
    lambda: layout_if_else_tail_call(0),
    lambda: layout_try_else_finally_long_tail(1),
    lambda: layout_try_else_finally_long_tail(0),
    lambda: layout_ternary_long(1),
    lambda: layout_ternary_long(0),
    lambda: layout_if_else_in_loop_then_code([0, 1]),
    lambda: layout_while_if_tail(2),
    lambda: layout_while_or(1, 0),
    lambda: layout_while_call_cond([1]),
    lambda: layout_while_true_if_else_break(2),
    lambda: layout_for_else_long_tail([1]),
    lambda: layout_for_else_long_tail([0]),
    lambda: layout_while_else_break_long_tail(1),
    lambda: layout_while_else_break_long_tail(0),
    lambda: layout_return_in_for_in_try_finally([1]),
    lambda: layout_return_in_with_in_for([1]),
    lambda: layout_for_in_if([1]),
    lambda: layout_for_in_if([]),
    lambda: layout_ternary_in_if(1, 0, 1),
    lambda: layout_ternary_in_if(0, 1, 0),
    lambda: layout_try_in_while_continue([1, 0]),
    lambda: layout_try_in_for_pass([1, 0]),
    lambda: layout_except_break([0, 1]),
    lambda: layout_with_if_inside(1),
    lambda: layout_with_if_inside(0),
    lambda: layout_yield_in_try_finally_consumed(),
    lambda: layout_yield_in_with(),
    lambda: layout_exc_match_call_expr(),
):
    try:
        call()
    except Exception:
        pass
