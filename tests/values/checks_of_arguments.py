# What built-in functions and types say of wrong arguments, and what they make of unusual ones.
import __future__


def attempt(text):
    try:
        print(text, "=>", eval(text))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for text in (
    "list(enumerate('ab', True))",
    "enumerate()",
    "enumerate([], 1, 2)",
    "enumerate([], 'a')",
    "type(1, zork=1)",
    "type(1, 2, 3, 4)",
    "super(1, 2, 3)",
    "{}.pop([])",
    "{}.pop([], 'none')",
    "{1: 2}.pop([])",
    "{1: 2}.pop([], 'none')",
    "type(iter('ab')).__name__",
    "type(iter('é')).__name__",
    "type(iter('')).__name__",
    "__import__('collections').defaultdict.__name__",
    "__import__('collections').defaultdict.__qualname__",
    "__import__('collections').defaultdict.__module__",
    "__import__('collections').namedtuple('P', 'x')(1).x",
    "__import__('collections').namedtuple('P', 'x').x",
    "setattr(__import__('collections').namedtuple('P', 'x')(1), 'x', 2)",
    "__future__.annotations",
    "[(name, getattr(__future__, name)) for name in __future__.all_feature_names][0]",
):
    attempt(text)

import time

start = time.monotonic()
time.sleep(0.02)
print("slept long enough:", time.monotonic() - start >= 0.02)
attempt("time.sleep(-1)")
