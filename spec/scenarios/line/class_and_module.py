# clauses: LINE-16
# level: lines

# The body of a class fires the line of the class statement, then its statements, the docstring
# among them, as it is assigned. Code of a module begins with its first line; an empty one fires
# line 0. The function around has only the line of the class statement.
import sys

mon = sys.monitoring
TOOL = 3
seen = []


CLASS = """
class Local:
    'the docstring'
    a = 1

    def method(self):
        pass

    b = 2
"""
MODULE = """
'the docstring'

a = 1

b = 2
"""


def record(code, line):
    if code.co_filename in ("class", "module", "empty", "comment"):
        seen.append(f"{code.co_name}:{line}")


mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, mon.events.LINE, record)

# With PY_START on, so that first lines are not lost (LINE-8).
for name, source in (("class", CLASS), ("module", MODULE), ("empty", ""), ("comment", "# nothing")):
    code = compile(source, name, "exec")
    seen.clear()
    mon.set_events(TOOL, mon.events.LINE | mon.events.PY_START)
    exec(code, {})
    mon.set_events(TOOL, 0)
    print(name, "->", *seen)

mon.register_callback(TOOL, mon.events.LINE, None)
mon.free_tool_id(TOOL)
