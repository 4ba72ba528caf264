"""Runs several programs in one interpreter, one after the other, each as if it were alone.

    batch.py [--trace] PROGRAMS OUT

PROGRAMS is a JSON list of source texts; OUT gets a JSON list of {stdout, exit, records}. With --trace
each runs under tracer.py, which must stand beside; else as it is. Programs that are not traced use
sys.monitoring themselves: what they leave on is taken back, and their callbacks must pass over code
that is not theirs, for this file's frame stands below them.
"""

import gc
import io
import json
import sys
import types

import tracer

monitoring = sys.monitoring
EVENTS = [getattr(monitoring.events, name) for name in tracer.NAMES + ["INSTRUCTION"]]


def switch_off():
    """All events of all tools, also of those that a program freed: up to 3.13 their events stay on."""
    for tool in range(6):
        if monitoring.get_tool(tool) is None:
            monitoring.use_tool_id(tool, "left behind")
        monitoring.set_events(tool, 0)


def take_back():
    switch_off()
    for tool in range(6):
        for event in EVENTS:
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)
    monitoring.restart_events()
    gc.collect()


def trace(name, source):
    records = name + ".records"
    try:
        tracer.main(["-o", records, name])
    finally:
        with open(records, encoding="utf-8") as file:
            outcome["records"] = file.read()


def run(name, source):
    module = types.ModuleType("__main__")
    module.__file__ = name
    sys.modules["__main__"] = module
    exec(compile(source, name, "exec", dont_inherit=True), module.__dict__)


action = run
if sys.argv[1] == "--trace":
    del sys.argv[1]
    action = trace
programs, out = sys.argv[1:]
with open(programs, encoding="utf-8") as file:
    sources = json.load(file)
kept = sys.stdout, sys.stderr, sys.excepthook, sys.modules["__main__"]


def ended(kind, error, _):
    outcome["refused" if kind is SyntaxError else "error"] = repr(error)[:300]


sys.excepthook = ended
gc.freeze()
gc.disable()  # a collection that falls due shows in 3.15 (LINE-8), and when one does is each implementation's own

outcomes = []
for number, source in enumerate(sources):
    name = f"program{number}.py"
    with open(name, "w", encoding="utf-8") as file:
        file.write(source)
    outcome = {"exit": 0}
    outcomes.append(outcome)
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    try:
        action(name, source)
    except SystemExit as end:
        outcome["exit"] = end.code or 0
    except BaseException as error:
        outcome["exit"] = 1
        ended(type(error), error, None)
    switch_off()
    gc.collect()  # what __del__ prints at the end
    outcome["stdout"] = sys.stdout.getvalue()
    sys.stdout, sys.stderr, _, sys.modules["__main__"] = kept
    take_back()

sys.excepthook = kept[2]
gc.unfreeze()
gc.enable()
with open(out, "w", encoding="utf-8") as file:
    json.dump(outcomes, file)
