import unittest


class Missing:
    """A module that is not there: to use it skips the test."""

    def __init__(self, name):
        self.missing = name

    def __getattr__(self, name):
        raise unittest.SkipTest(f"no module {self.missing}")


def import_module(name):
    if name == "_testinternalcapi":
        raise unittest.SkipTest("internal")
    try:
        return __import__(name)
    except ImportError:
        return Missing(name)
