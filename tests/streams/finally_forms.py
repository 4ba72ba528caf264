# `finally`: its body is copied for each way out.


def at_end(log):
    try:
        log.append(1)
    finally:
        log.append(2)


def returns_expression(x):
    try:
        return x + 1
    finally:
        x = 0


def raises():
    try:
        int("q")
    finally:
        a = 1


def raises_over_lines():
    try:
        int("q")
    finally:
        a = 1
        b = a + 1
        print(
            b
        )


def returns_in_finally():
    try:
        int("q")
    finally:
        return 1


def everything(text):
    try:
        n = int(text)
    except ValueError:
        n = 0
    else:
        n += 1
    finally:
        m = 1
    return n


def long_tail(text):
    try:
        n = int(text)
    except ValueError:
        n = 0
    else:
        n += 1
    finally:
        m = 1
    return [n, m, n, m, n]


def breaks():
    for i in range(2):
        try:
            if i:
                break
        finally:
            a = i
    return a


def continues():
    for i in range(2):
        try:
            continue
        finally:
            a = i
    return a


def condition_inside(x):
    try:
        a = 1
    finally:
        if x:
            a = 2
    return a


def returns_in_loop():
    for i in range(2):
        try:
            return i
        finally:
            i += 1


def nested():
    try:
        try:
            x = 1
        finally:
            y = 2
    finally:
        z = 3
    return z


def loop_inside():
    try:
        pass
    finally:
        n = 0
        while n < 2:
            n += 1
    return [n, n, n]


def yields(n):
    try:
        yield n
    finally:
        n = 0


log = []
at_end(log), returns_expression(1), returns_in_finally(), everything("1"), everything("x"), long_tail("1"), long_tail("x")
breaks(), continues(), condition_inside(1), condition_inside(0), returns_in_loop(), nested(), loop_inside()
list(yields(1))
for function in (raises, raises_over_lines):
    try:
        function()
    except ValueError:
        pass
