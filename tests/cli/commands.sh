#!/bin/sh
# Command tests: tests/cli/commands.sh build/specmon
specmon=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
. "$(cd "$(dirname "$0")" && pwd)/harness.sh"

write hello.py <<'P'
print("hello")
P
write function.py <<'P'
def double(x):
    return x * 2

class Box:
    def get(self):
        return double(4)

Box().get()
P

# --- the command itself -----------------------------------------------------------------------

test_that 'no command at all is wrong usage and shows the commands'
run
exits 2
err_has run trace dis
out_empty

test_that 'help is no error'
run --help
exits 0
out_has run trace dis
err_empty

test_that 'help of each command is no error'
for name in run trace dis; do
  run $name --help
  exits 0
  out_has --python
done

test_that 'an unknown command names those that exist'
run runn hello.py
exits 2
err_has runn trace dis
out_empty

test_that 'an unknown option is wrong usage'
for name in run trace dis; do
  run $name --no-such-option hello.py
  exits 2
  err_has no-such-option
  out_empty
done

test_that 'a missing file operand is wrong usage'
for name in run trace dis; do
  run $name
  exits 2
  out_empty
done

test_that 'a file that is not there is named'
for name in run trace dis; do
  run $name nowhere.py
  exits 2
  err_has nowhere.py
  out_empty
done

test_that 'a directory is not a program'
mkdir -p folder
run run folder
exits 2
err_has folder

test_that 'an unknown version names those allowed'
for name in run trace dis; do
  run $name --python 3.11 hello.py
  exits 2
  err_has 3.11 3.12 3.13 3.14 3.15
  out_empty
done

test_that 'an option without its value is wrong usage'
run run --python
exits 2

# --- run --------------------------------------------------------------------------------------

test_that 'run prints what the program prints and nothing else'
run run hello.py
exits 0
out_is hello
err_empty

test_that 'run takes each version, default 3.14'
write version.py <<'P'
import sys
print(hasattr(sys.monitoring.events, "BRANCH_LEFT"), sys.version_info[:2])
P
run run version.py
out_is 'True (3, 14)'
run run --python 3.12 version.py
out_is 'False (3, 12)'
run run --python 3.13 version.py
out_is 'False (3, 13)'
run run --python 3.15 version.py
out_is 'True (3, 15)'

test_that 'run hands arguments on, options of the program too'
write arguments.py <<'P'
import sys
print(sys.argv[1:])
P
run run arguments.py one --python 3.1 -x ''
exits 0
out_is "['one', '--python', '3.1', '-x', '']"

test_that 'errata may be switched on'
run run --errata hello.py
exits 0
out_is hello

test_that 'an empty file is a program'
write empty.py </dev/null
run run empty.py
exits 0
out_empty
err_empty

test_that 'byte order mark, carriage returns and a missing last newline are accepted'
printf '\357\273\277x = 1\r\nif x:\r\n    print("marked")' >marked.py
run run marked.py
exits 0
out_is marked

test_that 'Unicode text comes out as it went in'
write unicode.py <<'P'
größe = "naïve → 🐍"
print(größe, len(größe), ascii(größe))
P
run run unicode.py
out_is "naïve → 🐍 9 'na\\xefve \\u2192 \\U0001f40d'"

test_that 'the exit status is that of SystemExit'
echo 'import sys; sys.exit(7)' >exit.py
run run exit.py
exits 7
err_empty
echo 'raise SystemExit' >exit.py
run run exit.py
exits 0
echo 'import sys; sys.exit("so long")' >exit.py
run run exit.py
exits 1
err_ends 'so long'
echo 'import sys; sys.exit(256 + 5)' >exit.py
run run exit.py
exits 5

test_that 'an uncaught exception ends with a traceback in the form of Python'
write raises.py <<'P'
def inner(n):
    return 10 // n

def outer():
    return inner(0)

print("before")
outer()
P
run run raises.py
exits 1
out_is before
err_has 'Traceback (most recent call last):' 'raises.py", line 8, in <module>' \
  'raises.py", line 5, in outer' 'raises.py", line 2, in inner' '    return 10 // n'
err_matches '^ZeroDivisionError: '

test_that 'chained exceptions are both shown'
write chained.py <<'P'
try:
    {}["key"]
except KeyError as error:
    raise ValueError("bad") from error
P
run run chained.py
exits 1
err_has "KeyError: 'key'" 'The above exception was the direct cause of the following exception:'
err_ends 'ValueError: bad'

test_that 'output that cannot be written is not success'
if [ -w /dev/full ]; then
  shown='run hello.py >/dev/full'
  "$specmon" run hello.py >/dev/full 2>err
  [ $? -ne 0 ] || complain 'exit 0'
fi

# --- bad programs -----------------------------------------------------------------------------

test_that 'a syntax error shows the line and a caret and runs nothing'
printf 'print("not run")\nx = (1 +\n     * 2)\n' >syntax.py
run run syntax.py
exits 1
out_empty
err_has 'syntax.py", line 3' '* 2)'
err_matches '^ *^'
err_matches '^SyntaxError: '

test_that 'trace and dis report a syntax error the same way'
for name in trace dis; do
  run $name syntax.py
  exits 1
  out_empty
  err_matches '^SyntaxError: '
done

test_that 'wrong indentation is an IndentationError'
printf 'if 1:\nprint(2)\n' >indent.py
run run indent.py
exits 1
err_matches '^IndentationError: expected an indented block'
printf 'if 1:\n    x = 1\n  y = 2\n' >indent.py
run run indent.py
exits 1
err_matches '^IndentationError: unindent does not match'

test_that 'errors that only the compiler sees are syntax errors'
for text in 'return 1' 'break' 'x = yield' 'def f(a, a): pass' 'nonlocal x' '1 = x' 'f(x=1, x=2)' \
  'def f():\n    global x\n    x = 1\n    nonlocal x' 'del f()' 'await x' '*a = 1' 'continue'; do
  printf '%b\n' "$text" >compile.py
  run run compile.py
  exits 1
  err_matches '^SyntaxError: '
done

test_that 'an unterminated string is a syntax error'
printf 'x = "abc\n' >open.py
run run open.py
exits 1
err_matches '^SyntaxError: unterminated string literal'
printf 'x = """abc\n' >open.py
run run open.py
exits 1
err_matches '^SyntaxError: unterminated triple-quoted string literal'

test_that 'text that is not UTF-8 is a syntax error, not a crash'
printf 'x = "\377\376"\n' >latin.py
run run latin.py
exits 1
err_matches '^SyntaxError: '

test_that 'null bytes and binary files are syntax errors'
printf 'x = 1\000\n' >null.py
run run null.py
exits 1
err_matches '^SyntaxError: '
run run "$specmon"
exits 1
err_matches '^SyntaxError: '

test_that 'deep nesting ends with an error, not a crash'
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "("; printf "1"; for (i = 0; i < 3000; i++) printf ")"; print "" }' >deep.py
run run deep.py
exits 1
err_matches 'Error'
awk 'BEGIN { printf "x = "; for (i = 0; i < 100000; i++) printf "-"; print "1" }' >deep.py
run run deep.py
exits 0 1 4
awk 'BEGIN { for (i = 0; i < 300; i++) { for (j = 0; j < i; j++) printf " "; print "if 1:" } for (j = 0; j < 300; j++) printf " "; print "pass" }' >deep.py
run run deep.py
exits 1
err_matches 'Error'
awk 'BEGIN { printf "x = a"; for (i = 0; i < 50000; i++) printf ".b"; print "" }' >deep.py
run run deep.py
exits 1

test_that 'long flat programs are no problem'
awk 'BEGIN { print "n = 0"; for (i = 0; i < 20000; i++) print "n += 1"; print "print(n)" }' >long.py
run run long.py
exits 0
out_is 20000
awk 'BEGIN { printf "x = ["; for (i = 0; i < 20000; i++) printf "%d, ", i; print "]"; print "print(len(x), x[-1])" }' >long.py
run run long.py
exits 0
out_is '20000 19999'

test_that 'what is unsupported says so, with file, line and column'
printf 'x = 1\nimport socket\n' >unsupported.py
run run unsupported.py
exits 3
err_matches '^unsupported\.py:2:[0-9]*: unsupported: '

test_that 'each construct that is unsupported says so'
for construct in 't"{1}"' 'lazy import sys' 'lazy from sys import path' '"\N{DIGIT ONE}"' 'import socket' 'import asyncio'; do
  printf 'x = 1\n%s\n' "$construct" >unsupported.py
  run run unsupported.py
  exits 3
  err_matches '^unsupported\.py:2:[0-9]*: unsupported: '
done

test_that 'a module that does not exist anywhere is an ordinary ModuleNotFoundError'
echo 'import no_such_module_at_all' >import.py
run run import.py
exits 1
err_ends "ModuleNotFoundError: No module named 'no_such_module_at_all'"

test_that 'a program imports modules and packages of its own folder'
mkdir -p place/pack/deep
echo 'print("main", __import__("sys").path[0].endswith("place"))
import helper, pack.part
from pack import later, deep
from pack.deep import VALUE as value
print(helper.twice(4), pack.part.name, later.name, deep.VALUE, value, pack.empty)' >place/main.py
printf 'def twice(x):\n    return 2 * x\n' >place/helper.py
echo 'empty = "package"' >place/pack/__init__.py
echo 'from .deep import VALUE
from . import later
name = f"{__name__} {VALUE} {later.name}"' >place/pack/part.py
echo 'name = __name__, __package__' >place/pack/later.py
echo 'VALUE = 5' >place/pack/deep/__init__.py
run run place/main.py
exits 0
out_is "main True
8 pack.part 5 ('pack.later', 'pack') ('pack.later', 'pack') 5 5 package"

test_that 'imports look in the folders of --path and sys.path too'
mkdir -p more others
echo 'word = "more"' >more/extra_one.py
: >others/extra_two.py
echo 'import sys, extra_one
sys.path.append("others")
import extra_two
print(extra_one.word, extra_two.__name__)' >path.py
run run --path more path.py
exits 0
out_is 'more extra_two'

test_that 'a module that fails leaves its error, and is tried again'
echo '1 / 0' >place/broken.py
echo 'import sys
for _ in range(2):
    try:
        import broken
    except ZeroDivisionError:
        print("broken" in sys.modules)
import place_that_is_not' >place/tries.py
run run place/tries.py
exits 1
out_is 'False
False'
err_ends "ModuleNotFoundError: No module named 'place_that_is_not'"

test_that 'a relative import needs a package'
echo 'from . import helper' >place/relative.py
run run place/relative.py
exits 1
err_ends 'ImportError: attempted relative import with no known parent package'

test_that 'what an imported module uses that is unsupported is shown there'
echo 'import socket' >place/uses_socket.py
echo 'import uses_socket' >place/imports.py
run run place/imports.py
exits 3
err_matches 'uses_socket\.py:1:1: unsupported: '

test_that 'objects that live to the end are finalised while print still works'
write ends.py <<'P'
class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)

first = Last("first")
cycle = Last("cycle")
cycle.itself = cycle
del cycle

def keep():
    return first
P
run run ends.py
exits 0
out_is 'end of cycle
end of first'
err_empty

test_that 'sys.excepthook of the program shows uncaught exceptions'
printf 'import sys\nsys.excepthook = lambda kind, value, trace: print("hook:", kind.__name__, value)\n1 / 0\n' >hook.py
run run hook.py
exits 1
out_is 'hook: ZeroDivisionError division by zero'
err_empty

test_that 'what goes to stderr comes behind what went to stdout before'
printf 'import sys\nprint("one")\nprint("two", file=sys.stderr)\nprint("three")\n' >order.py
shown='run order.py'
timeout 20 "$specmon" run order.py >out 2>&1
status=$?
exits 0
out_is 'one
two
three'

test_that 'a limit of memory takes K, M and G'
run run --max-memory 64M hello.py
exits 0
run run --max-memory 1K hello.py
exits 4
err_has memory 1024
run run --max-memory 64X hello.py
exits 2
err_has max-memory 64X

# --- limits -----------------------------------------------------------------------------------

test_that 'a limit of steps ends an endless loop with exit 4'
printf 'print("start")\nwhile True:\n    pass\n' >endless.py
run run --max-steps 100000 endless.py
exits 4
out_is start
err_has steps
run trace --events PY_START --max-steps 100000 endless.py
exits 4

test_that 'the program cannot catch the limit of steps'
printf 'while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n' >stubborn.py
run run --max-steps 100000 stubborn.py
exits 4

test_that 'enough steps are enough'
run run --max-steps 100000 hello.py
exits 0
out_is hello

test_that 'a limit of memory ends a hungry program with exit 4'
printf 'x = []\nwhile True:\n    x.append("a" * 1000 + str(len(x)))\n' >hungry.py
run run --max-memory 50000000 hungry.py
exits 4
err_has memory
printf 'x = "a"\nwhile True:\n    x = x + x\n' >hungry.py
run run --max-memory 50000000 hungry.py
exits 4
printf 'x = 3\nwhile True:\n    x = x * x\n' >hungry.py
run run --max-memory 10000000 --max-steps 1000000 hungry.py
exits 1 4
printf 'x = [0] * 10**9\n' >hungry.py
run run --max-memory 50000000 hungry.py
exits 4

test_that 'an impossible size is an error, not a crash'
printf 'try:\n    [0] * 10**18\nexcept (MemoryError, OverflowError) as error:\n    print(type(error).__name__)\n' >huge.py
run run huge.py
exits 0
out_is MemoryError
printf 'try:\n    "ab" * 10**18\nexcept (MemoryError, OverflowError) as error:\n    print("caught")\n' >huge.py
run run huge.py
exits 0
out_is caught
printf 'try:\n    1 << 10**18\nexcept (MemoryError, OverflowError) as error:\n    print("caught")\n' >huge.py
run run huge.py
exits 0
out_is caught

test_that 'endless recursion is a RecursionError'
printf 'def f(n):\n    return f(n + 1)\nf(0)\n' >recursion.py
run run recursion.py
exits 1
err_matches '^RecursionError: maximum recursion depth exceeded'

test_that 'the recursion limit can be set'
write depth.py <<'P'
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n

print(depth(1) < 100, depth(1) > 20)
P
run run --max-depth 60 depth.py
exits 0
out_is 'True True'
run run depth.py
exits 0
out_is 'False True'
write deep_call.py <<'P'
def count(n):
    return n and 1 + count(n - 1)

print(count(20000))
P
run run --max-depth 30000 deep_call.py
exits 0
out_is 20000

test_that 'recursion through native code is an error, not a crash'
write native.py <<'P'
class Loop:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name + "x")

for action in (lambda: repr(Loop()), lambda: Loop() == 1, lambda: Loop().a):
    try:
        action()
    except RecursionError:
        print("caught")

nested = []
for i in range(100000):
    nested = [nested]
try:
    repr(nested)
except RecursionError:
    print("caught")
P
run run native.py
exits 0
out_is 'caught
caught
caught
caught'

test_that 'limits take positive numbers only'
for value in abc -1 1.5 ''; do
  for option in --max-steps --max-memory --max-depth; do
    run run $option "$value" hello.py
    exits 2
    out_empty
  done
done

# --- trace ------------------------------------------------------------------------------------

test_that 'trace prints one JSON object a line'
run trace --events all --format jsonl function.py
exits 0
lines_match '^{"i": *[0-9]*, *"tool": *4, *"event": *"[A-Z_]*", *"code": *"'
out_has '<module>' 'Box.get' double
out_has PY_START LINE CALL PY_RETURN INSTRUCTION

test_that 'trace in text is the default and has a line an event'
run trace --events PY_START,PY_RETURN function.py
exits 0
[ "$(wc -l <out)" -eq 8 ] || complain "$(wc -l <out) lines instead of 8"
out_has PY_START PY_RETURN double
out_lacks '{'

test_that 'trace records only the events asked for'
run trace --events LINE --format jsonl function.py
exits 0
lines_match '"event": *"LINE"'

test_that 'trace takes an event of the version only'
run trace --python 3.13 --events BRANCH_LEFT function.py
exits 2
err_has BRANCH_LEFT BRANCH PY_START
run trace --python 3.14 --events BRANCH_LEFT function.py
exits 0
run trace --python 3.12 --events BRANCH function.py
exits 0

test_that 'an unknown event names those allowed'
run trace --events LINES function.py
exits 2
err_has LINES PY_START LINE C_RETURN
out_empty

test_that 'trace with another tool id says so in the records'
run trace --tool 2 --events PY_START --format jsonl function.py
exits 0
lines_match '"tool": *2'
for id in 6 -1 x; do
  run trace --tool $id function.py
  exits 2
  out_empty
done

test_that 'trace of one function is local to it'
run trace --local double --events PY_START,LINE --format jsonl function.py
exits 0
lines_match '"code": *"double"'
out_has PY_START LINE
run trace --local Box.get --local double --events PY_START --format jsonl function.py
exits 0
[ "$(wc -l <out)" -eq 2 ] || complain "$(wc -l <out) records instead of 2"

test_that 'trace of a function that is not there says so'
run trace --local nothing --events PY_START function.py
exits 2
err_has nothing

test_that 'trace writes to a file and leaves stdout to the program'
run trace --events PY_START --format jsonl -o records.jsonl hello.py
exits 0
out_is hello
grep -q '"event": *"PY_START"' records.jsonl || complain 'no record in the file'
run trace -o /no/such/folder/x hello.py
exits 2
err_has /no/such/folder/x

test_that 'an unknown format names those allowed'
run trace --format xml hello.py
exits 2
err_has xml text jsonl

test_that 'trace of a program that fails still prints its records'
run trace --events RAISE,PY_UNWIND --format jsonl raises.py
exits 1
out_has RAISE PY_UNWIND ZeroDivisionError
err_has 'Traceback (most recent call last):'

test_that 'values in records are shown without running the program'
write shown.py <<'P'
class Loud:
    def __repr__(self):
        print("repr ran")
        return "loud"

def f(value):
    return value

f(Loud()); f([1, [2, [3]]]); f({2, 1}); f("x\n"); f(f); f(ValueError("v", 1)); f(None)
P
run trace --local f --events PY_RETURN --format jsonl shown.py
exits 0
out_lacks 'repr ran'
out_has '<Loud object>' '[1, [2, ...]]' 'set({1, 2})' '<f>' "ValueError('v', 1)" '"None"'

test_that 'trace leaves INSTRUCTION out unless it is asked for'
run trace --format jsonl function.py
exits 0
out_has LINE CALL
out_lacks INSTRUCTION

test_that 'a record begins on a line of its own'
printf 'print("half a line", end="")\nprint()\n' >half.py
run trace --events LINE half.py
exits 0
[ "$(grep -c '^LINE ' out)" -eq 2 ] || complain "not 2 records at the beginning of a line"
out_has 'half a line'

test_that 'C_RETURN is recorded without its CALL'
run trace --events C_RETURN --format jsonl hello.py
exits 0
lines_match '"event": *"C_RETURN"\|^hello$'
out_has '"callable":"print"' "'hello'"

test_that 'an exception event is local where the version has it so'
run trace --python 3.14 --local double --events RAISE function.py
exits 2
err_has RAISE PY_START LINE
run trace --python 3.15 --local double --events RAISE function.py
exits 0

test_that 'the program may give the id of the recording tool back'
printf 'import sys\nsys.monitoring.free_tool_id(4)\nprint("free")\n' >freed.py
run trace --events LINE freed.py
exits 0
out_has free

# --- dis --------------------------------------------------------------------------------------

test_that 'dis shows every code object'
run dis function.py
exits 0
out_has RESUME RETURN_VALUE '<module>' double Box.get

test_that 'dis runs nothing'
run dis hello.py
exits 0
! grep -qx hello out || complain 'the program ran'

test_that 'dis of one function shows that one'
run dis function.py double
exits 0
out_has RETURN_VALUE double
out_lacks Box.get

test_that 'dis of a function that is not there names those that are'
run dis function.py nothing
exits 2
err_has nothing double Box.get

test_that 'dis shows what instrumentation puts into the code'
run dis --instrumented LINE function.py double
exits 0
out_has INSTRUMENTED_LINE
run dis --instrumented PY_RETURN function.py double
exits 0
out_has INSTRUMENTED_RETURN_VALUE
run dis --instrumented NOTHING function.py
exits 2
err_has NOTHING PY_START

close_tests commands
