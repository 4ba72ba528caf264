# Old garbage is found while a long list is alive that has to be marked before: the rounds of the collector end, with no call
# of gc.collect().
dead = 0


class Old:
    def __init__(self):
        self.itself = self

    def __del__(self):
        global dead
        dead += 1


class Node:
    def __init__(self, number):
        self.number = [number]


kept = [Node(number) for number in range(9000)]
old = [Old() for _ in range(1000)]
for number in range(40000):
    kept.append(Node(number))
old = None
for number in range(150000):
    kept.append(Node(number))
print(dead)
