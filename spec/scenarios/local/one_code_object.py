# clauses: LOCAL-10
# level: events

# The set belongs to the very code object. Functions made by one def share it; another code object has none,
# though it be equal: a copy made by replace, or the same source compiled once more.

import sys

M = sys.monitoring
E = M.events
seen = []
source = "def work():\n    return 1\n"


def compiled():
    namespace = {}
    exec(compile(source, "work.py", "exec"), namespace)
    return namespace["work"]


def make(number):
    def made():
        return number

    return made


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_RETURN, lambda code, offset, value: seen.append(value))

first, second = make("first"), make("second")
M.set_local_events(2, first.__code__, E.PY_RETURN)
first()
second()
print("of one def:", seen)
M.set_local_events(2, first.__code__, 0)
seen.clear()

work, again = compiled(), compiled()
M.set_local_events(2, work.__code__, E.PY_RETURN)
copy = compiled()
copy.__code__ = work.__code__.replace()
for what, function in (("the one", work), ("compiled again", again), ("copy", copy)):
    function()
    same = function.__code__ == work.__code__
    print(f"{what}: equal {same}, set {M.get_local_events(2, function.__code__) != 0}, seen {seen}")
    seen.clear()
M.set_local_events(2, work.__code__, 0)
M.register_callback(2, E.PY_RETURN, None)
M.free_tool_id(2)
