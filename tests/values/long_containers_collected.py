# Long containers that refer to cycles, while so much else is made that the collector runs often: they change between
# its steps, lose nothing that lives, and keep nothing that is dead.
import gc

dead = []


class Node:
    def __init__(self, number):
        self.number = number
        self.itself = self

    def __del__(self):
        dead.append(self.number)


def make_cycles(count):
    for _ in range(count):
        cycle = []
        cycle.append(cycle)


def total(nodes):
    return sum(node.number for node in nodes)


size = 9000
as_list = [Node(number) for number in range(size)]
make_cycles(30000)
as_tuple = tuple(as_list[:6000])
as_dict = {number: node for number, node in enumerate(as_list)}
as_set = {node for node in as_list[3000:]}
make_cycles(30000)
print(total(as_list), total(as_tuple), total(as_dict.values()), total(as_set), len(dead))

del as_list[4000:]
for number in range(5000, size):
    del as_dict[number]
make_cycles(30000)
print(total(as_list), len(as_dict), len(dead))

as_set.clear()
as_list *= 3
make_cycles(30000)
print(total(as_list), total(as_tuple), total(as_dict.values()))
gc.collect()
print(len(dead), sorted(dead) == list(range(6000, size)))

as_list.clear()
as_tuple = ()
make_cycles(30000)
print(total(as_dict.values()))
as_dict = None
gc.collect()
print(sorted(dead) == list(range(size)))
