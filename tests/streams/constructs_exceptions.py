# Exceptions and finally: a function a construct, named after it (constructs.txt).


def try_except_unmatched():
    try:
        raise KeyError('x')
    except ValueError:
        a = 2
    return a


def try_except_as():
    try:
        raise ValueError('x')
    except ValueError as e:
        a = e
    return 1


def try_except_as_at_end():
    try:
        int('q')
    except ValueError as e:
        print(e)


def try_except_as_return():
    try:
        raise ValueError('x')
    except ValueError as e:
        return 5


def try_except_as_reraises():
    try:
        raise ValueError('x')
    except ValueError as e:
        raise


def try_bare_except():
    try:
        raise ValueError('x')
    except:
        a = 2
    return a


def try_multi_handlers(E):
    try:
        raise E
    except ValueError:
        a = 1
    except KeyError:
        a = 2
    return a


def try_return_in_body():
    try:
        return 1
    except ValueError:
        return 2


def try_except_pass():
    try:
        raise ValueError
    except ValueError:
        pass


def try_except_pass_then_code():
    try:
        raise ValueError
    except ValueError:
        pass
    return 3


def attribute_error_caught(x):
    try:
        return x.nope
    except AttributeError:
        return 1


def index_error(x):
    try:
        return x[3]
    except IndexError:
        return 1


def try_finally_normal():
    try:
        a = 1
    finally:
        b = 2
    return a


def try_finally_at_end():
    try:
        a = 1
    finally:
        b = 2


def try_finally_exception():
    try:
        raise ValueError('x')
    finally:
        b = 2


def try_finally_return_in_finally():
    try:
        raise ValueError('x')
    finally:
        return 3


def try_except_else_finally(x):
    try:
        a = 1 // x
    except ZeroDivisionError:
        a = 2
    else:
        a = 4
    finally:
        b = 3
    return a


def try_finally_in_loop_break(xs):
    for x in xs:
        try:
            break
        finally:
            y = x
    return y


def try_finally_in_loop_continue(xs):
    for x in xs:
        try:
            continue
        finally:
            y = x
    return y


def try_finally_if_inside(x):
    try:
        if x:
            a = 1
    finally:
        b = 2
    return b


def nested_try_inner_catches():
    try:
        try:
            raise KeyError('k')
        except KeyError:
            a = 1
    except ValueError:
        a = 2
    return a


def nested_try_outer_catches():
    try:
        try:
            raise ValueError('k')
        except KeyError:
            a = 1
    except ValueError:
        a = 2
    return a


def raise_in_except():
    try:
        raise KeyError
    except KeyError:
        raise ValueError('v')


def raise_from():
    try:
        raise KeyError
    except KeyError as e:
        raise ValueError('v') from e


def raise_from_none():
    raise ValueError('v') from None


def bare_raise():
    try:
        raise KeyError
    except KeyError:
        raise


def raise_class_vs_instance(x):
    if x:
        raise ValueError
    raise ValueError()


def reraise_variable():
    try:
        raise KeyError
    except KeyError as e:
        x = e
    raise x


def finally_multi_line():
    try:
        raise KeyError
    finally:
        a = 1
        b = 2


def except_star():
    try:
        raise ValueError('x')
    except* ValueError:
        a = 1
    return a


for call in (
    lambda: try_except_unmatched(),
    lambda: try_except_as(),
    lambda: try_except_as_at_end(),
    lambda: try_except_as_return(),
    lambda: try_except_as_reraises(),
    lambda: try_bare_except(),
    lambda: try_multi_handlers(ValueError),
    lambda: try_multi_handlers(KeyError),
    lambda: try_multi_handlers(OSError),
    lambda: try_return_in_body(),
    lambda: try_except_pass(),
    lambda: try_except_pass_then_code(),
    lambda: attribute_error_caught([]),
    lambda: index_error([]),
    lambda: try_finally_normal(),
    lambda: try_finally_at_end(),
    lambda: try_finally_exception(),
    lambda: try_finally_return_in_finally(),
    lambda: try_except_else_finally(1),
    lambda: try_except_else_finally(0),
    lambda: try_finally_in_loop_break([1, 2]),
    lambda: try_finally_in_loop_continue([1, 2]),
    lambda: try_finally_if_inside(0),
    lambda: nested_try_inner_catches(),
    lambda: nested_try_outer_catches(),
    lambda: raise_in_except(),
    lambda: raise_from(),
    lambda: raise_from_none(),
    lambda: bare_raise(),
    lambda: raise_class_vs_instance(1),
    lambda: raise_class_vs_instance(0),
    lambda: reraise_variable(),
    lambda: finally_multi_line(),
    lambda: except_star(),
):
    try:
        call()
    except Exception:
        pass
