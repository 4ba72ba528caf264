# clauses: BRANCH-20
# level: sides
# needs: branch_sides

# Whether a `for` tells that it got an item is settled when it asks for one: what the iterator turns on
# meanwhile counts from the next item on. Whether it tells that it ended is settled by what is on then.
import sys

monitoring = sys.monitoring
events = monitoring.events
tool = 4
masks = {
    "nothing": 0,
    "left": events.BRANCH_LEFT,
    "right": events.BRANCH_RIGHT,
    "both": events.BRANCH_LEFT | events.BRANCH_RIGHT,
}


class Numbers:
    def __init__(self, count, at, mask):
        self.left = count
        self.at = at
        self.mask = mask

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == self.at:
            monitoring.set_events(tool, self.mask)
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


def numbers(count, at, mask):
    for left in range(count, 0, -1):
        if left == at:
            monitoring.set_events(tool, mask)
        yield left - 1
    if at == 0:
        monitoring.set_events(tool, mask)


def loop(iterator):
    for number in iterator:
        seen.append(number)


def left(code, offset, destination):
    if code is loop.__code__:
        seen.append("left")


def right(code, offset, destination):
    if code is loop.__code__:
        seen.append("right")


monitoring.use_tool_id(tool, "loops")
monitoring.register_callback(tool, events.BRANCH_LEFT, left)
monitoring.register_callback(tool, events.BRANCH_RIGHT, right)
for make in (Numbers, numbers):
    for before in masks:
        for then in masks:
            for at in (0, 2):
                seen = []
                iterator = make(3, at, masks[then])
                monitoring.set_events(tool, masks[before])
                loop(iterator)
                monitoring.set_events(tool, 0)
                print(make.__name__, before, "then", then, "at", at, *seen)
monitoring.free_tool_id(tool)
