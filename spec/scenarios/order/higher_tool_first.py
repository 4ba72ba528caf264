# clauses: ORDER-3 ORDER-7
# level: order

# Each event goes to the tools from the highest id to the lowest, for every kind of event, in whatever order
# the tools came, registered or set their events. PEP 669 says the opposite.

import sys

M = sys.monitoring
E = M.events
first = {}


def inner(x):
    try:
        yield x
    except KeyError:
        pass
    return x


def delegates():
    result = yield from inner(1)
    return result


def reraises():
    try:
        int("no number")
    finally:
        for _ in (1, 2):
            if _:
                len("")


def work():
    list(delegates())
    generator = inner(1)
    next(generator)
    try:
        generator.throw(KeyError())
    except StopIteration:
        pass
    try:
        reraises()
    except ValueError:
        pass


codes = [function.__code__ for function in (inner, delegates, reraises, work)]
names = [name for name in dir(E) if name.isupper() and not name.startswith(("NO_EVENTS", "BRANCH"))]
branches = 0
for name in ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(E, "BRANCH_LEFT") else ("BRANCH",):
    branches |= getattr(E, name)


def listen(tool, name, event):
    def callback(code, *rest):
        if code in codes:
            first.setdefault(name, []).append(tool)

    M.register_callback(tool, event, callback)


tools = (1, 5, 0, 3)
every = branches
for name in names:
    every |= getattr(E, name)
for tool in tools:
    M.use_tool_id(tool, "a tool")
    for name in names:
        listen(tool, name, getattr(E, name))
    for bit in range(32):
        if branches & 1 << bit:
            listen(tool, "a branch", 1 << bit)
for tool in (3, 0, 5, 1):
    M.set_events(tool, every)
work()
for tool in tools:
    M.set_events(tool, 0)
for name, order in sorted(first.items()):
    print(f"{name:18}", order[:4], "and always so" if order == order[:4] * (len(order) // 4) else "and in other orders")
for tool in tools:
    for name in names:
        M.register_callback(tool, getattr(E, name), None)
    for bit in range(32):
        if branches & 1 << bit:
            M.register_callback(tool, 1 << bit, None)
    M.free_tool_id(tool)
