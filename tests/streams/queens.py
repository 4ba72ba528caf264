def solve(size):
    columns, rising, falling = set(), set(), set()
    placed = []

    def safe(row, column):
        return not (
            column in columns or row + column in rising or row - column in falling
        )

    def place(row):
        if row == size:
            return True
        for column in range(size):
            if not safe(row, column):
                continue
            columns.add(column)
            rising.add(row + column)
            falling.add(row - column)
            placed.append(column)
            if place(row + 1):
                return True
            placed.pop()
            columns.discard(column)
            rising.discard(row + column)
            falling.discard(row - column)
        return False

    if not place(0):
        raise ValueError(f"no solution of size {size}")
    return placed


print(solve(4))
try:
    solve(3)
except ValueError as error:
    print(error)
