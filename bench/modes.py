"""The ways in which bench/run runs a program: each is Python text put in front of the program, and behind it.

A mode's callbacks count into a global variable, the cheapest that a Python tool can do; the count is printed
at the end. With DISABLE a callback answers at each place once.
"""
from collections import namedtuple

# `measures`: the whole `run`, the time `added` to it, or that time for each `event`.
Mode = namedtuple("Mode", "name about measures source")

SET_UP = '''
import sys as _sys

_monitoring = _sys.monitoring
_events = _monitoring.events
_count = 0


def _add1(a, b):
    global _count
    _count += 1
    return {answer}


def _add2(a, b, c):
    global _count
    _count += 1
    return {answer}


def _add3(a, b, c, d):
    global _count
    _count += 1
    return {answer}


def _add_return(a, b, c, d):
    global _count
    _count += 1


_callbacks = dict(LINE=_add1, BRANCH=_add2, BRANCH_LEFT=_add2, BRANCH_RIGHT=_add2, CALL=_add3,
                  C_RETURN=_add_return, PY_START=_add1, PY_RETURN=_add2, INSTRUCTION=_add1)


def _use(tool, names):
    wanted = 0
    _monitoring.use_tool_id(tool, "bench")
    for name in names.split():
        if name == "BRANCH" and hasattr(_events, "BRANCH_LEFT"):
            wanted |= _use_event(tool, "BRANCH_LEFT") | _use_event(tool, "BRANCH_RIGHT")
        else:
            wanted |= _use_event(tool, name)
    _monitoring.set_events(tool, wanted)


def _use_event(tool, name):
    event = getattr(_events, name)
    _monitoring.register_callback(tool, event, _callbacks[name])
    return 0 if name == "C_RETURN" else event

'''

TEAR_DOWN = '''
for _tool in range(6):
    if _monitoring.get_tool(_tool):
        _monitoring.set_events(_tool, 0)
print("events:", {count})
'''


def counting(names, tools=(2,)):
    return SET_UP.format(answer="None") + "".join(f"_use({tool}, {names!r})\n" for tool in tools)


def disabling(names):
    return SET_UP.format(answer="_monitoring.DISABLE") + f"_use(2, {names!r})\n"


IDLE = SET_UP.format(answer="None") + '''_callbacks = dict.fromkeys(_callbacks)
_use(2, "LINE BRANCH CALL PY_START PY_RETURN")
'''

BREAKPOINTS = SET_UP.format(answer="None") + '''

def _cold(value):
    if value:
        return _cold(value - 1)
    return 0


_use(2, "")
_monitoring.register_callback(2, _events.LINE, _add1)
_monitoring.set_local_events(2, _cold.__code__, _events.LINE)
'''

COVERAGE = SET_UP.format(answer="_monitoring.DISABLE") + '''

def _start(code, offset):
    _monitoring.set_local_events(2, code, _events.LINE)
    return _monitoring.DISABLE


_callbacks["PY_START"] = _start
_use(2, "PY_START")
_monitoring.register_callback(2, _events.LINE, _add1)
'''

KINDS = [("line", "LINE"), ("branch", "BRANCH"), ("call", "CALL C_RETURN"), ("start", "PY_START PY_RETURN"),
         ("instruction", "INSTRUCTION")]

PLAIN = Mode("plain", "no monitoring", "run", "")
ALL = [
    PLAIN,
    Mode("idle", "LINE, BRANCH, CALL, PY_START, PY_RETURN on, no callback", "added", IDLE),
    *[Mode(name, f"{events} with a counting callback", "event", counting(events)) for name, events in KINDS],
    Mode("two-tools", "LINE counted by two tools", "event", counting("LINE", tools=(2, 3))),
    *[Mode(f"{name}-disable", f"{events} with a callback that answers DISABLE", "run", disabling(events))
      for name, events in KINDS],
    Mode("breakpoints", "LINE on one function that is never called", "run", BREAKPOINTS),
    Mode("coverage", "PY_START sets LINE for the code it sees; all answer DISABLE", "run", COVERAGE),
]


def with_program(mode, text):
    count = "_count" if mode.measures == "event" else 0
    return mode.source + "\n" + text + TEAR_DOWN.format(count=count)
