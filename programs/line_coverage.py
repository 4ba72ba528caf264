# A real line coverage tool in thirty lines: which lines of a function did the program run?
#
# PY_START is watched everywhere. At the first start of a function the tool asks for LINE events
# of its code alone, and disables its own PY_START there. Each LINE is disabled when it has been
# seen once, so that a program that runs for long soon runs at full speed.
import sys

monitoring = sys.monitoring
events = monitoring.events


class Coverage:
    tool = monitoring.COVERAGE_ID

    def __init__(self, wanted):
        self.wanted = wanted  # predicate: is this code to be measured?
        self.executed = {}  # code object -> set of line numbers

    def on_start(self, code, offset):
        if self.wanted(code):
            self.executed[code] = set()
            monitoring.set_local_events(self.tool, code, events.LINE)
        return monitoring.DISABLE

    def on_line(self, code, line):
        self.executed[code].add(line)
        return monitoring.DISABLE

    def __enter__(self):
        monitoring.use_tool_id(self.tool, "line coverage")
        monitoring.register_callback(self.tool, events.PY_START, self.on_start)
        monitoring.register_callback(self.tool, events.LINE, self.on_line)
        monitoring.set_events(self.tool, events.PY_START)
        return self

    def __exit__(self, *error):
        monitoring.set_events(self.tool, events.NO_EVENTS)
        for code in self.executed:
            monitoring.set_local_events(self.tool, code, events.NO_EVENTS)
        monitoring.free_tool_id(self.tool)


def triangle(a, b, c):
    a, b, c = sorted((a, b, c))
    if a <= 0:
        raise ValueError("sides are positive")
    if a + b <= c:
        return "no triangle"
    if a == b == c:
        kind = "equilateral"
    elif a == b or b == c:
        kind = "isosceles"
    else:
        kind = "scalene"
    return kind


def all_lines(code):
    lines = {line for start, end, line in code.co_lines() if line is not None}
    return sorted(lines - {code.co_firstlineno})


with Coverage(lambda code: code is triangle.__code__) as coverage:
    for sides in ((3, 4, 5), (2, 2, 3), (1, 2, 9)):
        print(sides, triangle(*sides))

code = triangle.__code__
executed = coverage.executed[code]
print()
print("line  run  of", code.co_name)
for line in all_lines(code):
    print(f"{line - code.co_firstlineno:4}  {'yes' if line in executed else 'MISSED'}")
known = all_lines(code)
print(f"{len(executed)} of {len(known)} lines, {100 * len(executed) // len(known)} %")
