def search(rows, wanted):
    for row in rows:
        if not row:
            continue
        while row:
            if row == wanted:
                break
            row -= 1
        else:
            return row
    return [x + y for x in rows if x for y in (1, 2)]


def opened(rows):
    return any(row > 1 for row in rows), {x: 1 for x in rows}
