# clauses: PYTHON-32
# level: api
# behaviours: only_used_constants_listed common_constants_not_listed

# Which constants co_consts lists: those that instructions take from there.


def documented():
    "what it does"
    return None


def small(x):
    return x + 1, x + 2, x + 255, x + 256


def common(x):
    if x:
        return -1, x
    return x, None, True, False, ""


def folded(x):
    return 1 + 2, x


for function in documented, small, common, folded:
    print(function.__name__, function.__code__.co_consts)
