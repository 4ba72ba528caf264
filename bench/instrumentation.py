# What switching events costs, on any Python with sys.monitoring: set_events with few and with 2000 code objects
# alive, and instrumenting a code object of about 170 code units for LINE on its next entry: again, after a restart,
# and for the first time.
import sys
import time

monitoring = sys.monitoring
LINE = monitoring.events.LINE


def median(values):
    return sorted(values)[len(values) // 2]


def make_functions(count):
    functions = []
    for number in range(count):
        names = {}
        exec(f"def function(value):\n    return value + {number}\n", names)
        functions.append(names["function"])
    return functions


def switching():
    times = []
    for _ in range(200):
        start = time.perf_counter()
        monitoring.set_events(2, LINE)
        monitoring.set_events(2, 0)
        times.append(time.perf_counter() - start)
    return median(times)


def entering(function):
    anew, again = [], []
    for _ in range(200):
        monitoring.restart_events()
        start = time.perf_counter()
        function()
        middle = time.perf_counter()
        function()
        anew.append(middle - start)
        again.append(time.perf_counter() - middle)
    return median(anew) - median(again)


def make_wide():
    names = {}
    exec("def wide():\n" + "    x = 1\n" * 84, names)
    return names["wide"]


def entering_first(functions):
    times = []
    for function in functions:
        start = time.perf_counter()
        function()
        middle = time.perf_counter()
        function()
        times.append(middle - start - (time.perf_counter() - middle))
    return median(times)


monitoring.use_tool_id(2, "bench")
print(f"set_events on and off, few code objects: {switching() * 1e6:.2f} us")
functions = make_functions(2000)
print(f"set_events on and off, 2000 code objects: {switching() * 1e6:.2f} us")
wide = [make_wide() for _ in range(300)]
for function in wide:
    function()
monitoring.set_events(2, LINE)
units = len(wide[0].__code__.co_code) // 2
print(f"instrumenting {units} code units for the first time: {entering_first(wide) * 1e6:.2f} us")
print(f"instrumenting {units} code units again: {entering(wide[0]) * 1e6:.2f} us")
monitoring.set_events(2, 0)
monitoring.free_tool_id(2)
