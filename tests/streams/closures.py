def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def logged(prefix):
    def decorate(function):
        def wrapper(*args):
            print(prefix, function.__name__)
            return function(*args)

        return wrapper

    return decorate


@logged("call")
def add(a, b):
    return a + b


@logged("outer")
@logged("inner")
def nothing():
    pass


step = counter()
step()
step(2)
add(1, 2)
nothing()
functions = [lambda x, n=n: x + n for n in range(2)]
[function(1) for function in functions]
compose = lambda f, g: lambda x: f(g(x))
compose(abs, int)("-3")
