# Allocates for as many seconds as its argument says: strings, dicts, closures, generators, exceptions, cycles
# within and across generations. Memory must stay flat: compare `/usr/bin/time -f %M` of a short and a long run.
import sys
import time


class Node:
    def __init__(self, number):
        self.number = number
        self.other = None


def ring(size):
    first = last = Node(0)
    for number in range(1, size):
        last.other = Node(number)
        last = last.other
    last.other = first
    return first


def items(count):
    for number in range(count):
        yield {"number": number, "text": "n" * (number % 50)}


def work(kept, turn):
    table = {str(item["number"]): (item, lambda item=item: item) for item in items(200)}
    try:
        raise ValueError(table)
    except ValueError as error:
        table["error"] = error
    kept[turn % len(kept)] = ring(200 if turn % 50 else 20000)


kept = [None] * 20
end = time.time() + float(sys.argv[1])
turn = 0
while time.time() < end:
    work(kept, turn)
    turn += 1
