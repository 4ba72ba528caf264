# clauses: LAYOUT-26
# level: sides
# behaviours: fused_locals

# Which of the two operands have a position of their own in the code object: a tool that shows where
# an event stands cannot count on each name's.


def add(first, second):
    return first + second


line = add.__code__.co_firstlineno + 1
starts = {column for at, _, column, _ in add.__code__.co_positions() if at == line}
for name, column in (("first", 11), ("second", 19)):
    print(name, "has a position of its own" if column in starts else "has none")
