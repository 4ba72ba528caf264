# clauses: LOCAL-2
# level: api

# Only a code object will do: not the function that has it, nor an object that looks like one.

import sys
from types import SimpleNamespace

M = sys.monitoring


def work():
    pass


class Method:
    def method(self):
        pass


look_alike = SimpleNamespace(co_name="work", co_filename="here", co_firstlineno=1, co_code=b"")
M.use_tool_id(2, "a tool")
for what, code in {
    "code": work.__code__,
    "function": work,
    "method": Method().method,
    "class": Method,
    "look-alike": look_alike,
    "source": "pass",
    "None": None,
}.items():
    for function, arguments in ((M.get_local_events, (2, code)), (M.set_local_events, (2, code, 0))):
        try:
            print(what, function(*arguments))
        except Exception as error:
            print(what, type(error).__name__, error)
M.free_tool_id(2)
