# clauses: LAYOUT-19
# level: order
# behaviours: repeated_stores_are_dropped

# Of two stores to one name on one line the first only drops its value since 3.13: the old value of the name lives
# longer than the first new one. Where the values have to change places first, no version shows it.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("   dropped", self.name)


def pair():
    return Noisy("the first"), Noisy("the second")


def unpack():
    a = Noisy("the old value")
    a, a = pair()
    print("   stored")


def swap():
    a = Noisy("the old value")
    a, a = Noisy("the first"), Noisy("the second")
    print("   stored")


for function in (unpack, swap):
    print(function.__name__)
    function()
