# clauses: DISABLE-26
# level: order

# What is disabled belongs to the code object, not to what it is equal to: the same source compiled
# again starts with everything on, and so does a copy.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
SOURCE = "def watched():\n    return 1\n"


def make():
    names = {}
    exec(compile(SOURCE, "watched.py", "exec"), names)
    return names["watched"]


def on_start(code, offset):
    if code.co_name == "watched":
        seen.append("PY_START")
        return monitoring.DISABLE


def run(title, function):
    global seen
    seen = []
    function()
    print(f"{title}: {seen}")


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.PY_START, on_start)
monitoring.set_events(TOOL, E.PY_START)
first = make()
run("first", first)
run("first again", first)
second = make()
print("equal code:", first.__code__ == second.__code__)
run("compiled again", second)
copy = make()
copy.__code__ = first.__code__.replace()
run("copied", copy)
run("first again", first)

monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, E.PY_START, None)
monitoring.free_tool_id(TOOL)
