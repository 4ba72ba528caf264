# What bench/callgrind counts. Arguments: turns of the loop, and `plain`, `tool` (with a tool whose callbacks for
# every event that can be disabled have all answered DISABLE) or `breakpoint` (LINE in a function not called).
import sys


class Counter:
    def __init__(self):
        self.count = 0

    def add(self, amount):
        self.count += amount
        return self.count


def items(count):
    for i in range(count):
        yield i


def work(turns):
    counter = Counter()
    seen = {}
    for i in items(turns):
        if i % 3 == 0:
            counter.add(len(seen))
        elif i & 1:
            seen[i & 15] = (i, str(i & 7))
        j = 0
        while j < 4:
            j += 1
    return counter.count


def cold(value):
    return value + 1


def main():
    turns = int(sys.argv[1])
    if sys.argv[2] == "tool":
        monitoring = sys.monitoring
        events = monitoring.events
        monitoring.use_tool_id(2, "bench")

        def disable(*arguments):
            return monitoring.DISABLE

        wanted = 0
        for name in ("PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "CALL", "LINE", "INSTRUCTION", "JUMP",
                     "BRANCH_LEFT", "BRANCH_RIGHT", "STOP_ITERATION"):
            event = getattr(events, name)
            wanted |= event
            monitoring.register_callback(2, event, disable)
        monitoring.set_events(2, wanted)
    elif sys.argv[2] == "breakpoint":
        monitoring = sys.monitoring
        monitoring.use_tool_id(2, "bench")
        monitoring.register_callback(2, monitoring.events.LINE, print)
        monitoring.set_local_events(2, cold.__code__, monitoring.events.LINE)
    work(100)  # every location is reached, and disabled
    work(100)
    work(turns)


main()
