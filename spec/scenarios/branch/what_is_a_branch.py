# clauses: BRANCH-3
# level: lines

# The constructs that branch: if, elif, while, the conditional expression, and, or, assert,
# comparison chains, comparison with None, for loops, filters of comprehensions, the cases of match
# and their guards, the type in an except clause, the answer of __exit__. A value that is computed
# without a jump does not branch. Each line is printed with how often it did.
import sys

mon = sys.monitoring
TOOL = 3
EVENTS = ["BRANCH_LEFT", "BRANCH_RIGHT"] if hasattr(mon.events, "BRANCH_LEFT") else ["BRANCH"]
HIDDEN = ("<module>", "__enter__", "__exit__")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True


def statements(x):
    if x == 2:
        pass
    elif x:
        pass
    for y in (x,):
        pass
    assert x
    return -x


def expressions(x):
    a = 1 if x else 2
    a = x and a
    a = x or a
    a = 0 < x < 5
    a = x is None or a
    a = [y for y in (1,) if y]
    return -x


def handles(x):
    try:
        raise KeyError
    except ValueError:
        pass
    except (KeyError, IndexError):
        pass
    with Manager():
        raise KeyError
    return -x


def matches(x):
    match x:
        case 2:
            pass
        case 1 if x:
            pass
    return -x


def no_branch(x):
    a = not x
    a = x == 1
    a = x in (1, 2)
    a = min(x, 2)
    a = [x][0]
    return a


lines = {}


def recorder(event):
    def record(code, offset, destination):
        if code.co_name not in HIDDEN:
            line = list(code.co_positions())[offset // 2][0] - code.co_firstlineno
            lines[line] = lines.get(line, 0) + 1

    return record


mon.use_tool_id(TOOL, "recorder")
MASK = 0
for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), recorder(event))
    MASK |= getattr(mon.events, event)

for function in (statements, expressions, handles, matches, no_branch):
    lines.clear()
    mon.set_events(TOOL, MASK)
    function(1)
    mon.set_events(TOOL, 0)
    print(function.__name__, *[f"+{line}:{count}" for line, count in sorted(lines.items())])

for event in EVENTS:
    mon.register_callback(TOOL, getattr(mon.events, event), None)
mon.free_tool_id(TOOL)
