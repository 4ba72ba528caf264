# Cycles that outlived a collection are found without gc.collect(), however many other objects outlived one before and died
# by reference counting.
died = 0


class Cycle:
    def __init__(self):
        self.itself = self

    def __del__(self):
        global died
        died += 1


for _ in range(400):
    kept = [[] for _ in range(2100)]
for _ in range(40):
    kept = [Cycle() for _ in range(2100)]
print(died > 20000)
