# What the conformance runner asks an implementation first: `python probe.py [MODULE...]`.
#
# Runs on any Python, however old. Each line is a word and what it tells; "end" is the last.
import sys


def say(word, value):
    sys.stdout.write("%s %s\n" % (word, value))


say("probe", 1)
implementation = getattr(sys, "implementation", None)
say("name", getattr(implementation, "name", "python"))
# The version of the language: PyPy and others have one of their own beside it.
version = ".".join(str(number) for number in tuple(sys.version_info)[:3])
before_release = {"alpha": "a", "beta": "b", "candidate": "rc"}.get(sys.version_info[3])
say("version", version + before_release + str(sys.version_info[4]) if before_release else version)
say("monitoring", "yes" if hasattr(sys, "monitoring") else "no")
for module in sys.argv[1:]:
    try:
        __import__(module)
        say("module", module)
    except ImportError:
        pass
say("end", "of probe")
