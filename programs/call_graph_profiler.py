# Who calls whom, how often: CALL names the callable before it runs, Python or native.
#
# A profiler with times would read a clock here; this one counts, so that its output is the same
# at each run.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID

calls = {}  # (caller, callee) -> count
results = {"returned": 0, "raised": 0}


def on_call(code, offset, callable, arg0):
    name = getattr(callable, "__qualname__", type(callable).__name__)
    edge = (code.co_qualname, name)
    calls[edge] = calls.get(edge, 0) + 1


# C_RETURN and C_RAISE ride on CALL: they tell how a native function ended. They have no mask of
# their own; a callback is enough.
def on_native_return(code, offset, callable, arg0):
    results["returned"] += 1


def on_native_raise(code, offset, callable, arg0):
    results["raised"] += 1


class Shelf:
    def __init__(self):
        self.books = []

    def add(self, title):
        self.books.append(title)
        return self

    def find(self, title):
        try:
            return self.books.index(title)
        except ValueError:
            return None


def fill(shelf, count):
    for number in range(count):
        shelf.add("volume " + str(number))


def main():
    shelf = Shelf()
    fill(shelf, 3)
    print("found at", shelf.find("volume 2"))
    print("found at", shelf.find("volume 9"))


def profile(function):
    monitoring.use_tool_id(TOOL, "call graph")
    monitoring.register_callback(TOOL, events.CALL, on_call)
    monitoring.register_callback(TOOL, events.C_RETURN, on_native_return)
    monitoring.register_callback(TOOL, events.C_RAISE, on_native_raise)
    monitoring.set_events(TOOL, events.CALL)
    try:
        function()
    finally:
        monitoring.set_events(TOOL, events.NO_EVENTS)
        monitoring.free_tool_id(TOOL)


profile(main)
print()
print("caller -> callee, calls")
for (caller, callee), count in sorted(calls.items()):
    if caller != "profile":
        print(f"  {caller} -> {callee}, {count}")
print("native calls that raised:", results["raised"])
