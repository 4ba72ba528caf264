# clauses: TOOL-8
# level: api

# Every function has its fixed number of arguments, none has names: one too few, one too many or one by
# keyword is a TypeError, and nothing is done.

import sys

M = sys.monitoring
code = (lambda: None).__code__
functions = [
    (M.use_tool_id, (1, "a tool"), "name"),
    (M.get_tool, (1,), "tool_id"),
    (M.get_events, (1,), "tool_id"),
    (M.set_events, (1, 0), "event_set"),
    (M.get_local_events, (1, code), "code"),
    (M.set_local_events, (1, code, 0), "event_set"),
    (M.register_callback, (1, M.events.LINE, None), "func"),
    (M.restart_events, (), "tool_id"),
    (M.free_tool_id, (1,), "tool_id"),
]


def attempt(function, arguments, keywords={}):
    try:
        return str(function(*arguments, **keywords))
    except TypeError:
        return "TypeError"


for function, arguments, last in functions:
    print(f"{function.__name__:18}", attempt(function, arguments + (None,)), end=" ")
    if arguments:
        print(attempt(function, arguments[:-1]), attempt(function, arguments[:-1], {last: arguments[-1]}), end=" ")
    print("| right:", attempt(function, arguments))
