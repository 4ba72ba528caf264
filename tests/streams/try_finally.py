log = []


def plain():
    try:
        log.append("body")
    finally:
        log.append("end")


def returns():
    try:
        return "value"
    finally:
        log.append("end")


def breaks():
    for i in range(3):
        try:
            if i == 1:
                break
            if i == 0:
                continue
        finally:
            log.append(i)
    return i


def all_parts(fail):
    try:
        if fail:
            raise ValueError("fail")
    except ValueError:
        log.append("handled")
    else:
        log.append("fine")
    finally:
        log.append("end")


def passes_on():
    try:
        plain()
        return [][0]
    finally:
        log.append("on")


plain()
returns()
breaks()
all_parts(True)
all_parts(False)
try:
    passes_on()
except IndexError:
    log.clear()
