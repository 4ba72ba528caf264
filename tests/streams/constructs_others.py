# Expressions and statements: a function a construct, named after it (constructs.txt).


def assert_message_fail(x):
    assert x, 'msg'
    return 1


def assert_compare_caught(x):
    try:
        assert x < 2, x
    except AssertionError:
        return 1


def assert_and(x, y):
    assert x and y


def del_():
    a = [1, 2]
    del a[0]
    del a
    b = {'k': 1}
    del b['k']


def augmented_assign(x):
    n = 1
    n += 2
    x[0] += n
    x += [3]
    return x


def unpacking(t):
    a, b, c = t
    d, *e = t
    a, b = b, a
    (g, h), i = (a, b), c
    return e


def unpacking_error(t):
    try:
        a, b = t
    except ValueError:
        return 1


def multi_target_assign():
    a = b = c = 1
    return a


def multiline_call_g(a, b):
    return a


def multiline_call():
    return multiline_call_g(
        1,
        len('x'),
    )


def multiline_call_same_line_close_g(a, b):
    return a


def multiline_call_same_line_close():
    r = multiline_call_same_line_close_g(1,
          2)
    return r


def multiline_dict_const():
    x = {
        'a': 1,
        'b': [2],
    }
    return x


def multiline_method_chain(s):
    r = (s
         .upper()
         .split())
    return r


def multiline_assign_target(d):
    d[
        'k'
    ] = (
        1
    )
    return d


def walrus_while(x):
    while (n := len(x)):
        x.pop()
    return n


def fstring(x):
    return f'a{x}b{x!r:>4}'


def import_():
    import math
    return math.pi


def import_from():
    from math import pi, floor as fl
    return pi


def import_dotted():
    import os.path
    import os.path as p


def slice_subscript(x):
    y = x[1:2]
    x[0:1] = [9]
    return x[-1]


def star_list_literals(x):
    a = [*x, 2]
    b = (*x, 3)
    return {*a, *b}


def constant_fold():
    a = 2 * 3 + 1
    b = 'a' * 3
    c = (1, 2)[0]
    d = -1
    return a


def unreachable_after_return():
    return 1
    a = 2


def unreachable_while_true_tail():
    while True:
        return 1
    a = 3


def match_no_default(x):
    match x:
        case 1:
            r = 'a'
        case 2:
            r = 'b'
    return x


def match_sequence_capture(x):
    match x:
        case [a, b]:
            return a
        case [a]:
            return 0
    return -1


def match_mapping(x):
    match x:
        case {'k': v}:
            return v
    return -1


from contextlib import contextmanager


@contextmanager
def contextmanager_lib_cm():
    yield 1


def contextmanager_lib():
    with contextmanager_lib_cm() as x:
        y = x
    return y


def prime_sieve_mixed(n):
    out = []
    for i in range(2, n):
        for p in out:
            if i % p == 0:
                break
        else:
            out.append(i)
    return out


def loop_if_continue_else_mixed(xs):
    t = 0
    for x in xs:
        if x == 1:
            continue
        elif x == 2:
            t += x
        else:
            t -= x
    return t


def two_returns_tail_if_else(x):
    if x:
        return 1
    else:
        return 2


def if_pass_else(x):
    if x:
        pass
    else:
        y = 1
    return 2


def if_empty_elif_chain_loop(xs):
    for x in xs:
        if x == 1:
            a = 1
        elif x == 2:
            a = 2
    return a


# Modules: code of its own.
def module(source):
    exec(compile(source, __file__, "exec"), {"__name__": "m"})


def annotated_assign_module():
    module("x: int = 1\ny: str\n")


def module_simple():
    module("x = 1\ny = x + 1\n")


def module_expression():
    module("1 + 1\nlen('a')\n")


def module_raise():
    module("x = 1\nraise ValueError('m')\n")


def layout_del_global_import_mix():
    module("import sys as s\nx = 1\ndel x\ny = s.maxsize > 1\n")


for call in (
    lambda: assert_message_fail(0),
    lambda: assert_compare_caught(3),
    lambda: assert_and(1, 0),
    lambda: del_(),
    lambda: augmented_assign([1]),
    lambda: unpacking((1, 2, 3)),
    lambda: unpacking_error((1, 2, 3)),
    lambda: multi_target_assign(),
    lambda: multiline_call(),
    lambda: multiline_call_same_line_close(),
    lambda: multiline_dict_const(),
    lambda: multiline_method_chain('a b'),
    lambda: multiline_assign_target({}),
    lambda: walrus_while([1]),
    lambda: fstring(1),
    lambda: import_(),
    lambda: import_from(),
    lambda: import_dotted(),
    lambda: slice_subscript([1, 2, 3]),
    lambda: star_list_literals([1]),
    lambda: constant_fold(),
    lambda: unreachable_after_return(),
    lambda: unreachable_while_true_tail(),
    lambda: match_no_default(1),
    lambda: match_no_default(3),
    lambda: match_sequence_capture([1, 2]),
    lambda: match_sequence_capture([1]),
    lambda: match_sequence_capture(5),
    lambda: match_mapping({'k': 1}),
    lambda: match_mapping({}),
    lambda: contextmanager_lib(),
    lambda: prime_sieve_mixed(6),
    lambda: loop_if_continue_else_mixed([1, 2, 3]),
    lambda: two_returns_tail_if_else(1),
    lambda: two_returns_tail_if_else(0),
    lambda: if_pass_else(1),
    lambda: if_pass_else(0),
    lambda: if_empty_elif_chain_loop([1, 2]),
    lambda: layout_del_global_import_mix(),
    lambda: annotated_assign_module(),
    lambda: module_simple(),
    lambda: module_expression(),
    lambda: module_raise(),
):
    try:
        call()
    except Exception:
        pass
