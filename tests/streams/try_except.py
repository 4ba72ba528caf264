def divide(a, b):
    try:
        result = a / b
    except ZeroDivisionError:
        result = None
    else:
        result += 1
    return result


def named(text):
    try:
        return int(text)
    except (TypeError, ValueError) as error:
        kind = type(error).__name__
        return kind


def unmatched():
    try:
        raise KeyError("k")
    except IndexError:
        pass
    except AttributeError:
        return 1


def again():
    try:
        unmatched()
    except KeyError:
        raise


def chained():
    try:
        again()
    except KeyError as error:
        raise RuntimeError("chained") from error


def retry(times):
    for attempt in range(times):
        try:
            if attempt < 1:
                raise OSError(attempt)
            return attempt
        except OSError:
            continue


divide(1, 1), divide(1, 0)
named("1"), named("x"), named(None)
retry(3)
try:
    chained()
except RuntimeError:
    pass
