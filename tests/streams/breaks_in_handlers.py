# A break as the last thing an exception handler, a with block or a finally block does: where the return is.
def f1(p0):
    try:
        p0[1]
    except Exception as error:
        while p0:
            w11 = 1
            break
def f2(p0):
    try:
        p0[1]
    except Exception as error:
        for x in p0:
            w11 = 1
            break
def f3(p0):
    try:
        p0[1]
    except Exception as error:
        while p0:
            if p0 > 6:
                break
            p0 += 1
def f4(p0):
    try:
        p0[1]
    except Exception:
        while p0:
            w11 = 1
            break
def f5(p0):
    try:
        p0[1]
    except Exception as error:
        while p0:
            break
def f6(p0):
    try:
        p0[1]
    except Exception as error:
        while p0:
            p0 = 3
            if p0: 
                break
            else:
                break
def f7(p0):
    with print:
        while p0:
            p0 = 3
            break
def f8(p0):
    try:
        p0[1]
    finally:
        while p0:
            p0 = 3
            break


for function in (f1, f2, f3, f4, f5, f6, f7, f8):
    for argument in (0, [], 5, (1,), (1, 2)):
        try:
            function(argument)
        except Exception:
            pass
