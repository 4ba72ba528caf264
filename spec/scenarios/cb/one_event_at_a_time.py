# clauses: CB-3 CB-4
# level: api

# A callback is for exactly one event: no set of two, no empty set, no number without an event. The messages
# show in which order the checks are made: conversion, tool, one bit, known event.

import sys

M = sys.monitoring
E = M.events


def callback(*arguments):
    pass


def attempt(tool, event):
    try:
        return M.register_callback(tool, event, callback)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for what, event in {
    "none": 0,
    "False": False,
    "two": E.LINE | E.CALL,
    "the group of CALL": E.CALL | E.C_RETURN | E.C_RAISE,
    "negative": -1,
    "negative, but one bit": -(2**31),
    "all bits": 2**31 - 1,
    "unknown": 1 << 24,
    "unknown, highest": 1 << 30,
    "too large": 1 << 31,
    "too low": -(2**31) - 1,
    "no int": "LINE",
}.items():
    print(f"{what}: {attempt(2, event)}")
print("no tool, two:", attempt(6, E.LINE | E.CALL))
print("no tool, unknown:", attempt(6, 1 << 24))
print("two unknown:", attempt(2, 1 << 24 | 1 << 30))
print("no tool, no int:", attempt(6, "LINE"))
print("True:", attempt(2, True), M.register_callback(2, E.PY_START, None) is callback)
print("nothing was registered:", {M.register_callback(2, E.LINE, None), M.register_callback(2, E.CALL, None)})
