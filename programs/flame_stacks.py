# Collapsed stacks, the input of a flame graph: one line a call path, with a weight.
#
# PY_START and PY_RETURN keep a shadow stack; PY_UNWIND is the return of a function that raised.
# A sampling profiler would weigh by time; here each executed line is one unit.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID

stack = []
weights = {}


def push(code, offset):
    stack.append(code.co_name)


def pop(code, offset, value):
    if stack:
        stack.pop()


def weigh(code, line):
    if stack:
        path = ";".join(stack)
        weights[path] = weights.get(path, 0) + 1


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def risky():
    raise RuntimeError("left by an exception")


def main():
    fib(4)
    try:
        risky()
    except RuntimeError:
        pass
    return "ok"


monitoring.use_tool_id(TOOL, "flame")
for event, callback in (
    (events.PY_START, push),
    (events.PY_RETURN, pop),
    (events.PY_UNWIND, pop),
    (events.LINE, weigh),
):
    monitoring.register_callback(TOOL, event, callback)
monitoring.set_events(TOOL, events.PY_START | events.PY_RETURN | events.PY_UNWIND | events.LINE)
answer = main()
monitoring.set_events(TOOL, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)

print(answer, "- the shadow stack is", "empty" if not stack else stack)
for path in sorted(weights):
    print(path, weights[path])
