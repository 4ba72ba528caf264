# Where the code of a call begins whose callee is no name, and what follows a callee that a jump ends (LAYOUT-27).


def taken(*args, **kwargs):
    pass


things = [taken, taken]


def behind_a_jump(local, a, b):
    [local[0](each) for each in things if (a or b)]
    [things[0](each) for each in things if (a or b)]
    [(lambda p, q=things: each)(each) for each in things if (a or b)]
    [(lambda p, q=local: each)(each) for each in things if (a or b)]
    if a or b: things[0](1)
    if a or b: local[0](1)
    if a or b: taken(1)
    if a or b: (
       things[1](1))
    if a or b: (things
       [1](1))
    while a:
        a -= 1
        if a == 1: continue
        things[0](things)
    (things if a else local)[0](2)
    things[0](*local) if a else things[0](a=1)


def ended_by_a_jump(local, a, b):
    if a or b: (local or things[0])(1)
    if a or b: (local or things[0])()
    (local if a else taken)(1, b or a)
    (local if a else taken)(*things)
    (local if a else taken)(
       k=a)
    (local if a else taken)(
       )
    (local or
       taken)(
       things)
    (local or taken)(things or local, a)
    (lambda: taken)()(a)
    [each for each in things if (local or taken)(each) or a]
    while a:
        a -= 1
        (local or taken)(a)


behind_a_jump([taken, taken], 0, 1)
behind_a_jump([taken, taken], 2, 0)
ended_by_a_jump(taken, 0, 1)
try:
    ended_by_a_jump(None, 2, 0)
except TypeError:
    pass
