# clauses: CB-15
# level: events

# Only DISABLE means something; any other answer is as good as None. Answers are not compared with ==, nor is
# their truth asked.

import sys

M = sys.monitoring
E = M.events
seen = []


class Sly:
    def __eq__(self, other):
        seen.append("asked ==")
        return True

    def __bool__(self):
        seen.append("asked bool")
        return True


def work():
    return "result"


M.use_tool_id(2, "a tool")
M.set_local_events(2, work.__code__, E.PY_RETURN)
for answer in (None, True, False, 0, 1, "DISABLE", M.MISSING, Sly(), object(), M.DISABLE):
    M.register_callback(2, E.PY_RETURN, lambda code, offset, value: seen.append("return") or answer)
    results = [work() for _ in range(3)]
    what = "DISABLE itself" if answer is M.DISABLE else "MISSING" if answer is M.MISSING else type(answer).__name__
    print(f"{what:15}", seen, results)
    seen.clear()
M.set_local_events(2, work.__code__, 0)
M.register_callback(2, E.PY_RETURN, None)
M.free_tool_id(2)
