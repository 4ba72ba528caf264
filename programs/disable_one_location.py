# A callback that returns sys.monitoring.DISABLE says: not again at this place.
#
# This is what makes monitoring cheap. The place (a code object and an offset) runs at full speed
# from then on, for this tool and this event; every other place still reports.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.COVERAGE_ID

hits = {}


def work(n):
    total = 0
    for i in range(n):
        if i % 2:
            total += i
        else:
            total -= 1
    return total


def line(code, number):
    hits[number - code.co_firstlineno] = hits.get(number - code.co_firstlineno, 0) + 1


def line_once(code, number):
    line(code, number)
    return monitoring.DISABLE


def measure(title, callback):
    hits.clear()
    monitoring.register_callback(TOOL, events.LINE, callback)
    work(10)
    print(title)
    for number in sorted(hits):
        print("  line", number, "reported", hits[number], "x")


monitoring.use_tool_id(TOOL, "disable")
monitoring.set_local_events(TOOL, work.__code__, events.LINE)

measure("never disabled:", line)
# The line of the for statement has two places, the making of the iterator and the step of the
# loop, so it is reported twice.
measure("disabled at first sight:", line_once)
# Lines already disabled stay silent, whatever the callback now is.
measure("a second run:", line)

monitoring.set_local_events(TOOL, work.__code__, events.NO_EVENTS)
monitoring.free_tool_id(TOOL)
