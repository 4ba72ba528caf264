# Functions, classes, calls: a function a construct, named after it (constructs.txt).


def lambda_():
    k = lambda x: x + 1
    return k(2)


def lambda_multiline():
    k = lambda x: (
        x + 1)
    return k(2)


def closure():
    n = 1
    def g(x):
        return x + n
    return g(2)


def nonlocal_():
    n = 1
    def g():
        nonlocal n
        n += 1
    g()
    return n


global__n = 0


def global_():
    global global__n
    global__n = global__n + 1
    return global__n


def call_star_builtin(a):
    return max(*a)


def call_builtin_returns(x):
    n = len(x)
    return n


def call_builtin_raises(x):
    try:
        n = len(x)
    except TypeError:
        n = 0
    return n


class CallMethodUserA:
    def m(self, x):
        return x


def call_method_user():
    a = CallMethodUserA()
    return a.m(1)


class CallClassmethodStaticmethodA:
    @classmethod
    def c(cls, x):
        return x
    @staticmethod
    def s(x):
        return x


def call_classmethod_staticmethod():
    CallClassmethodStaticmethodA.c(1)
    return CallClassmethodStaticmethodA.s(2)


class CallCallableObjectA:
    def __call__(self, x):
        return x


def call_callable_object():
    a = CallCallableObjectA()
    return a(4)


def call_not_callable():
    x = 5
    try:
        x()
    except TypeError:
        return 1


def class_body_closure_super():
    n = 3
    class A:
        y = n
        def m(self):
            return __class__
    return A().m()


class ClassBodyControlFlow:
    for i in range(2):
        x = i
    if x:
        y = 1


class DunderAddEqGetitemA:
    def __add__(self, o):
        return 1
    def __eq__(self, o):
        return True
    def __getitem__(self, i):
        return i
    def __bool__(self):
        return False


def dunder_add_eq_getitem():
    a = DunderAddEqGetitemA()
    a + 1
    a == 2
    a[3]
    if a:
        return 1
    return 2


for call in (
    lambda: lambda_(),
    lambda: lambda_multiline(),
    lambda: closure(),
    lambda: nonlocal_(),
    lambda: global_(),
    lambda: call_star_builtin([1, 2]),
    lambda: call_builtin_returns('abc'),
    lambda: call_builtin_raises(3),
    lambda: call_method_user(),
    lambda: call_classmethod_staticmethod(),
    lambda: call_callable_object(),
    lambda: call_not_callable(),
    lambda: class_body_closure_super(),
    lambda: dunder_add_eq_getitem(),
):
    try:
        call()
    except Exception:
        pass
