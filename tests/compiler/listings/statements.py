import os.path, sys as system
from a.b import c as d, e
x = y = 1
a, *b = x
x.y[1] += 2
x[1:y] = x[y::3]
del x.y, x[0]
assert x, "message"
print(f"{x!r:>{y}} and {x}", *a, end="", **b)
if x and not y or z:
    x = (1, 2, 3)
elif 0 < x < 9:
    x = [1, 2, 3]
else:
    x = {"k": 1, **y}
