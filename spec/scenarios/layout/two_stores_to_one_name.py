# clauses: LAYOUT-19
# level: order
# behaviours: repeated_stores_are_dropped

# `a, a = x, y` on one line: since 3.13 the first store only drops its value, so the old value of `a`
# lives longer than x.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dropped", self.name)


def store():
    a = Noisy("the old value")
    a, a = Noisy("the first"), Noisy("the second")
    print("stored")


store()
