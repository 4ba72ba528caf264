# Runs all tests of test.test_monitoring and tells about each; started by run, on specmon.
import sys
import unittest

from test import test_monitoring

skipped = {}
for line in sys.argv[1].splitlines():
    name, _, reason = line.partition(" ")
    if name and not name.startswith("#"):
        skipped[name] = reason

counts = {"passed": 0, "failed": 0, "skipped": 0}
for test in unittest.tests_of(test_monitoring):
    name = test.name()
    outcome, why = test.run()
    if name in skipped:
        if outcome == "passed":
            outcome, why = "failed", "passes again; take it out of skipped.txt"
        else:
            outcome, why = "skipped", skipped[name]
    counts[outcome] += 1
    print(f"{outcome} {name}" + (f": {why}" if why else ""))
print(f"peer tests: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(1 if counts["failed"] or not counts["passed"] else 0)
