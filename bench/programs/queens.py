# The queens' puzzle: recursion, membership in sets, sets grown and shrunk.
# sizes: 8 8

import sys


def place(row, size, columns, up, down):
    if row == size:
        return 1
    count = 0
    for column in range(size):
        if column in columns or row + column in up or row - column in down:
            continue
        columns.add(column)
        up.add(row + column)
        down.add(row - column)
        count += place(row + 1, size, columns, up, down)
        columns.remove(column)
        up.remove(row + column)
        down.remove(row - column)
    return count


for _ in range(40):
    solutions = place(0, int(sys.argv[1]), set(), set(), set())
print(solutions)
