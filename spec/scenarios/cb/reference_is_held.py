# clauses: CB-17
# level: api
# behaviours: free_tool_id_clears

# A registered callback is kept alive until another takes its place. free_tool_id lets go of it from 3.14 on.

import gc
import sys

M = sys.monitoring
E = M.events


class Callback:
    def __init__(self, name):
        self.name = name

    def __call__(self, *arguments):
        pass

    def __del__(self):
        print("   ", self.name, "is gone")


def step(what, function, *arguments):
    print(what)
    function(*arguments)
    gc.collect()


M.use_tool_id(2, "a tool")
step("one is registered", M.register_callback, 2, E.PY_START, Callback("one"))
step("another instead", M.register_callback, 2, E.PY_START, Callback("another"))
step("and taken away", M.register_callback, 2, E.PY_START, None)
step("a third is registered", M.register_callback, 2, E.PY_START, Callback("third"))
step("the id is freed", M.free_tool_id, 2)
step("and taken away", M.register_callback, 2, E.PY_START, None)
