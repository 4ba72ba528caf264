class Manager:
    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return self.suppress


def plain():
    with Manager(False) as manager:
        manager.suppress
    return manager


def two():
    with Manager(False), Manager(True) as inner:
        raise ValueError("suppressed")
    return inner


def returns():
    with Manager(False):
        return 1


def in_loop():
    for i in range(3):
        with Manager(False):
            if i:
                break
            continue


def lets_through():
    with Manager(False):
        raise KeyError("through")


plain()
two()
returns()
in_loop()
try:
    lets_through()
except KeyError:
    pass
