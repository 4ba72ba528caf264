# with: a function a construct, named after it (constructs.txt).


class WithAtEndC:
    def __enter__(self):
        return 5
    def __exit__(self, *a):
        return False


def with_at_end():
    with WithAtEndC():
        y = 1


class WithRaisingC:
    def __enter__(self):
        return 5
    def __exit__(self, *a):
        return False


def with_raising():
    with WithRaisingC() as x:
        raise ValueError('x')
    return 1


class WithSuppressingC:
    def __enter__(self):
        return 5
    def __exit__(self, *a):
        return True


def with_suppressing():
    with WithSuppressingC() as x:
        raise ValueError('x')
    return 1


class WithSuppressingAtEndC:
    def __enter__(self):
        return 5
    def __exit__(self, *a):
        return True


def with_suppressing_at_end():
    with WithSuppressingAtEndC():
        raise ValueError('x')


class WithMultipleC:
    def __init__(self, n):
        self.n = n
    def __enter__(self):
        return self.n
    def __exit__(self, *a):
        return False


def with_multiple():
    with WithMultipleC(1) as x, WithMultipleC(2) as y:
        z = x + y
    return z


class WithNestedBlocksC:
    def __enter__(self):
        return 1
    def __exit__(self, *a):
        return False


def with_nested_blocks():
    with WithNestedBlocksC() as x:
        with WithNestedBlocksC() as y:
            z = x + y
    return z


import threading
with_c_manager_l = threading.Lock()


def with_c_manager():
    with with_c_manager_l:
        y = 1
    return y


for call in (
    lambda: with_at_end(),
    lambda: with_raising(),
    lambda: with_suppressing(),
    lambda: with_suppressing_at_end(),
    lambda: with_multiple(),
    lambda: with_nested_blocks(),
    lambda: with_c_manager(),
):
    try:
        call()
    except Exception:
        pass
