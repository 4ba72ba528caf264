# Which elements sorting compares, and in which order: the count of comparisons and a digest of their pairs.
class E:
    log = []
    def __init__(self, key, i): self.key, self.i = key, i
    def __lt__(self, other):
        E.log.append((self.i, other.i))
        return self.key < other.key
def rnd(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        yield seed >> 8
def check(name, keys, **k):
    E.log.clear()
    items = [E(key, i) for i, key in enumerate(keys)]
    items.sort(**k)
    h = 0
    for a, b in E.log: h = (h * 1000003 + a * 7919 + b) % (2**61 - 1)
    print(name, len(keys), len(E.log), h, [x.i for x in items][:5])
for n in (2, 13, 63, 65, 129, 500):
    r = rnd(n)
    check('random', [next(r) for _ in range(n)])
    check('few', [next(r) % 3 for _ in range(n)])
    check('asc', range(n)); check('desc', range(n, 0, -1)); check('equal', [1] * n)
    check('descequal', [(n - i) // 3 for i in range(n)])
    check('descequal2', [(n - i) // 3 for i in range(n)], reverse=True)
    check('saw', [i % 17 for i in range(n)])
    check('bigsaw', [i % 70 for i in range(n)])
    check('twohalf', [*range(n // 2), *range(n // 2)])
    check('halves', [*range(n // 2, n), *range(n // 2)])
    check('nearly', [i + next(r) % 3 for i in range(n)])
    check('blocks', [(i // 50) * (-1) ** (i // 50) * 1000 + i for i in range(n)])
    check('tail', [*range(n), *[next(r) % n for _ in range(9)]])
    check('lastequal', [*range(n, 0, -1), 1, 1, 5, 5, 0, 0])
