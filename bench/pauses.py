# The longest pause of the collector: the most processor time between two steps of a loop that allocates, while a heap of
# a million objects is built and then with it alive.
import time


class Node:
    def __init__(self, other):
        self.other = other


def longest_gap(turns, step):
    clock = time.process_time
    longest = 0.0
    last = clock()
    for turn in range(turns):
        step(turn)
        now = clock()
        if now - last > longest:
            longest = now - last
        last = now
    return longest * 1000


kept = []


def build(turn):
    kept.append(Node([turn]))


def make_cycle(turn):
    node = Node(None)
    node.other = [node]


print(f"while a million objects are made: {longest_gap(500_000, build):.1f} ms")
print(f"beside them, two million cycles: {longest_gap(2_000_000, make_cycle):.1f} ms")
