# The code objects that annotations make: names, variables, cells, lines; and when __annotate__ runs.
import sys

SOURCE = '''x: int = 3
if x:
    y: str
def function(a: int, *b: dict[str,int], c: "q" = 1, **d: 3) -> list[int]: pass
class Class:
    z: int
    def method(self, p: int): return p.strip().split(self.sep.join(x))
    if x:
        w: float
def outer():
    number: int = 3
    class Inner:
        m: number
        k = number
    return [i for i in range(number)]
def generic[T](t: T) -> T: return super_.a.b(t.c.d())
class Generic[T]:
    k: T
    def method(self, u: T) -> T: pass
'''


def show(code, depth=0):
    print("  " * depth + code.co_qualname, code.co_names, code.co_cellvars, code.co_freevars)
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            show(constant, depth + 1)


def started(code, offset):
    print("PY_START", code.co_name)


for future in ("", "from __future__ import annotations\n"):
    print("---", future.strip() or "as it is")
    code = compile(future + SOURCE, "source", "exec", dont_inherit=True)
    show(code)
    namespace = {"__name__": "source"}
    exec(code, namespace)
    sys.monitoring.use_tool_id(3, "annotations")
    sys.monitoring.register_callback(3, sys.monitoring.events.PY_START, started)
    sys.monitoring.set_events(3, sys.monitoring.events.PY_START)
    try:
        result = namespace["Class"].method.__annotations__
    finally:
        sys.monitoring.set_events(3, 0)
        sys.monitoring.free_tool_id(3)
    print(result)
