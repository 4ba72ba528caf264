# As much of unittest as the peer's tests use. A test is quiet: what it calls of this module while
# events are on shows in what it counts, so assertions do little.


class SkipTest(Exception):
    pass


def skip(reason):
    def decorate(test):
        test.skipped = reason
        return test

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda test: test


def skipUnless(condition, reason):
    return skip(reason) if not condition else lambda test: test


class Raises:
    def __init__(self, expected):
        self.expected = expected
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            raise AssertionError(f"{self.expected} not raised")
        self.exception = error
        return issubclass(kind, self.expected)


class SubTest:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class TestCase:
    failureException = AssertionError
    maxDiff = None

    def __init__(self, method="runTest"):
        self.method = method
        self.cleanups = []

    def name(self):
        return f"{type(self).__name__}.{self.method}"

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def addCleanup(self, function, *args, **keywords):
        self.cleanups.append((function, args, keywords))

    def subTest(self, *args, **keywords):
        return SubTest()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, message=None):
        raise AssertionError(message)

    def run(self):
        function = getattr(type(self), self.method)
        reason = getattr(function, "skipped", None) or getattr(type(self), "skipped", None)
        if reason:
            return "failed", f"asks to be skipped: {reason}"
        try:
            self.setUp()
            try:
                getattr(self, self.method)()
            finally:
                self.tearDown()
        except SkipTest as error:
            return "failed", f"asks to be skipped: {error}"
        except Exception as error:
            return "failed", f"{type(error).__name__}: {error}"
        finally:
            while self.cleanups:
                function, args, keywords = self.cleanups.pop()
                function(*args, **keywords)
        return "passed", ""

    def assertEqual(self, first, second, message=None):
        if not first == second:
            raise AssertionError(message or f"{first!r} != {second!r}")

    def assertNotEqual(self, first, second, message=None):
        if not first != second:
            raise AssertionError(message or f"{first!r} == {second!r}")

    def assertTrue(self, value, message=None):
        if not value:
            raise AssertionError(message or f"{value!r} is not true")

    def assertFalse(self, value, message=None):
        if value:
            raise AssertionError(message or f"{value!r} is not false")

    def assertIs(self, first, second, message=None):
        if first is not second:
            raise AssertionError(message or f"{first!r} is not {second!r}")

    def assertIsNone(self, value, message=None):
        self.assertIs(value, None, message)

    def assertIn(self, member, container, message=None):
        if member not in container:
            raise AssertionError(message or f"{member!r} not in {container!r}")

    def assertNotIn(self, member, container, message=None):
        if member in container:
            raise AssertionError(message or f"{member!r} in {container!r}")

    def assertLess(self, first, second, message=None):
        if not first < second:
            raise AssertionError(message or f"{first!r} not less than {second!r}")

    def assertGreater(self, first, second, message=None):
        if not first > second:
            raise AssertionError(message or f"{first!r} not greater than {second!r}")

    def assertIsInstance(self, value, kind, message=None):
        if not isinstance(value, kind):
            raise AssertionError(message or f"{value!r} is no {kind!r}")

    def assertRaises(self, expected, function=None, *args, **keywords):
        context = Raises(expected)
        if function is None:
            return context
        with context:
            function(*args, **keywords)


def tests_of(module):
    """A case for each test method of the module's classes, in the order of definition."""
    for value in list(vars(module).values()):
        if isinstance(value, type) and issubclass(value, TestCase) and value.__module__ == module.__name__:
            names = [name for name in dir(value) if name.startswith("test")]
            for name in names:
                yield value(name)


def main():
    pass
