# Handlers: matched or not, named or not, left by every way out.


def nothing_raised():
    try:
        a = 1
    except ValueError:
        a = 2
    return a


def unmatched():
    try:
        int("q")
    except KeyError:
        return 1


def named():
    try:
        int("q")
    except ValueError as error:
        r = str(type(error))
    return r


def named_at_end():
    try:
        int("q")
    except ValueError as error:
        error


def named_returns():
    try:
        int("q")
    except ValueError as error:
        return error.args


def named_reraises():
    try:
        int("q")
    except ValueError as error:
        raise


def bare():
    try:
        int("q")
    except:
        return 1


def several(kind):
    try:
        raise kind
    except ValueError:
        return 1
    except (KeyError, IndexError):
        return 2
    except Exception:
        return 3


def returns_in_body():
    try:
        return len("abc")
    except ValueError:
        return 0


def only_pass():
    try:
        int("q")
    except ValueError:
        pass


def pass_then_code():
    try:
        int("q")
    except ValueError:
        pass
    return 1


def call_raises():
    try:
        unmatched()
    except ValueError:
        return 1


def type_is_called():
    def kind():
        return ValueError

    try:
        int("q")
    except kind():
        return 1


def handler_calls():
    try:
        int("q")
    except ValueError:
        only_pass()
    return 2


def inner_catches():
    try:
        try:
            int("q")
        except ValueError:
            a = 1
    except KeyError:
        a = 2
    return a


def outer_catches():
    try:
        try:
            int("q")
        except KeyError:
            a = 1
    except ValueError:
        a = 2
    return a


def raises_in_handler():
    try:
        int("q")
    except ValueError:
        raise KeyError("k")


def raises_from():
    try:
        int("q")
    except ValueError as error:
        raise KeyError("k") from error


def raises_from_none():
    try:
        int("q")
    except ValueError:
        raise KeyError("k") from None


def raises_variable():
    try:
        int("q")
    except ValueError as error:
        saved = error
    raise saved


def raises_class():
    raise KeyError


def breaks_out(items):
    for x in items:
        try:
            int(x)
        except ValueError:
            break
    return x


def passes_in_loop(items):
    for x in items:
        try:
            int(x)
        except ValueError:
            pass
    return x


def attribute():
    try:
        (1).missing
    except AttributeError:
        return 1


def index():
    return [][0]


def unbound():
    print(later)
    later = 1


def divides():
    return 1 // 0


def spread_raise():
    raise ValueError(
        "x",
    )


nothing_raised(), named(), named_at_end(), named_returns(), bare(), returns_in_body(), only_pass(), pass_then_code()
several(ValueError), several(IndexError("i")), several(OSError), call_raises(), type_is_called(), handler_calls()
inner_catches(), outer_catches(), breaks_out("1x"), passes_in_loop("x1"), attribute()
for function in (unmatched, named_reraises, raises_in_handler, raises_from, raises_from_none, raises_variable,
                 raises_class, index, unbound, divides, spread_raise):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, type(error.__cause__).__name__)
