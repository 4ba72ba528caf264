"""Prints the positions of all code objects of a program: show.py NAME, a module beside this file or on sys.path.

For each code object the lines of co_lines() in their order, the positions of co_positions() as a set for
each line, and, where there is co_branches(), each branch with where it goes when it is taken (not taken, it goes on
behind itself). Offsets are each implementation's own and are not shown, nor what stands without a line in front of a
code object's first. What the program itself prints comes first.
"""

import sys

monitoring = sys.monitoring
found = []


def start(code, offset):
    if not found and code.co_filename.endswith(f"{name}.py") and code.co_name == "<module>":
        found.append(code)


def place(position):
    line, end_line, column, end_column = position
    if line is None:
        return "-"
    return f"{line}:{column}-" + (f"{end_line}:" if end_line != line else "") + f"{end_column}"


def without_repeats(values):
    result = []
    for value in values:
        if not result or result[-1] != value:
            result.append(value)
    return result


def show(code):
    print(f"code {code.co_qualname} {code.co_firstlineno}")
    lines = without_repeats([line for _, _, line in code.co_lines()])
    if lines[0] is None:
        del lines[0]
    print("  lines", *["-" if line is None else line for line in lines])
    positions = list(code.co_positions())
    by_line = {}
    for position in positions:
        if position[0] is not None:
            by_line.setdefault(position[0], set()).add(place(position))
    for line in sorted(by_line):
        print("   ", *sorted(by_line[line]))
    if hasattr(code, "co_branches"):
        for source, _, right in code.co_branches():
            print("  branch", *[place(positions[offset // 2]) for offset in (source, right)])
    for constant in code.co_consts:
        if hasattr(constant, "co_qualname"):
            show(constant)


name = sys.argv[1]
monitoring.use_tool_id(4, "positions")
monitoring.register_callback(4, monitoring.events.PY_START, start)
monitoring.set_events(4, monitoring.events.PY_START)
__import__(name)
monitoring.set_events(4, 0)
monitoring.free_tool_id(4)
print("positions")
show(found[0])
