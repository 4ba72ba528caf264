# The same function gives the same events before it has run and after it has run a thousand times: what the
# machine has learnt of its operands shows nowhere.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 2


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def sum(self):
        return self.x + self.y


class Other:
    def __init__(self):
        self.first = None
        self.x = 1.5

    def sum(self):
        return self.x * 2


def build():
    source = (
        "def work(point, items, table):\n"
        "    total = 0\n"
        "    for item in items:\n"
        "        if item < 2:\n"
        "            total += point.sum() + len(items)\n"
        "        else:\n"
        "            point.x = item\n"
        "    for i in range(2):\n"
        "        total = total + items[i] - point.x * 2\n"
        "        table[i] = total\n"
        "    while i < 4:\n"
        "        i += 1\n"
        "    point.fresh = Point(1, i).sum()\n"
        "    first, second = (i, total)\n"
        "    return first in table and monitoring.DISABLE is not None\n"
    )
    space = {"Point": Point, "monitoring": monitoring}
    exec(source, space)
    return space["work"]


def observed(work, wanted, arguments):
    seen = []

    def record(name):
        def callback(code, *rest):
            seen.append((name, code.co_name) + tuple(repr(r) for r in rest if isinstance(r, (int, float))))

        return callback

    for name in wanted:
        monitoring.register_callback(TOOL, getattr(events, name), record(name))
    mask = 0
    for name in wanted:
        mask |= getattr(events, name)
    monitoring.set_local_events(TOOL, work.__code__, mask)
    work(*arguments())
    monitoring.set_local_events(TOOL, work.__code__, 0)
    return seen


monitoring.use_tool_id(TOOL, "warm")
for wanted in (["LINE"], ["INSTRUCTION"], ["CALL"], ["JUMP", "PY_RETURN"], ["PY_START", "LINE", "CALL", "JUMP"]):
    for make in (lambda: (Point(1, 2), [1, 2, 3], {}), lambda: (Other(), [1, 2.5, 3], {1: 2})):
        work = build()
        cold = observed(work, wanted, make)
        for _ in range(1000):
            work(*make())
        warm = observed(work, wanted, make)
        other = observed(work, wanted, lambda: (Other(), (0, 1.5, 2), {}))
        for _ in range(1000):
            work(Point(1.5, 2), (1, 2), {})
        again = observed(work, wanted, make)
        print(wanted, len(cold) > 0, cold == warm, cold == again, len(other) > 0)
