#!/bin/sh
# Command tests of `specmon spec` and `specmon conform`: tests/cli/conform.sh build/specmon
specmon=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
spec=$here/../../spec
. "$here/harness.sh"
unset SPECMON_SPEC

# --- a suite of two clauses -------------------------------------------------------------------

small_suite() { # FOLDER
  mkdir -p "$1/clauses" "$1/scenarios/one" "$1/implementations"
  cp "$spec/probe.py" "$1/probe.py"
  echo '| [one.md](one.md) | ONE | first |' >"$1/clauses/README.md"
  cat >"$1/clauses/one.md" <<'P'
# ONE: the first

An introduction.

## ONE-1

There is a module `sys.monitoring`.

- level: normative
- since: 3.12
- source: sys.monitoring

## ONE-2

An erratum of one.

- level: erratum
- since: 3.13
- source: sys.monitoring
- issue: a/b#1
- documents: one thing
- cpython: another
P
  cat >"$1/scenarios/one/is_there.py" <<'P'
# clauses: ONE-1
# level: api

# The module is there.
import sys

print(hasattr(sys, "monitoring"))
P
  echo True >"$1/scenarios/one/is_there.out"
  cat >"$1/scenarios/one/greets.py" <<'P'
# clauses: ONE-1 ONE-2
# level: lines

# A second one.
print("hello")
P
  echo hello >"$1/scenarios/one/greets.out"
}
small_suite suite

# An implementation that answers the probe and then does as the shell text says.
fake() { # NAME TEXT
  cat >"$1" <<P
#!/bin/sh
case \$1 in
*probe.py)
  printf 'probe 1\nname fake\nversion 3.14.1\nmonitoring yes\nend of probe\n'
  exit 0 ;;
esac
$2
P
  chmod +x "$1"
}

# --- spec -------------------------------------------------------------------------------------

test_that 'spec prints every clause in short'
run spec --suite suite
exits 0
out_has 'ONE: the first' ONE-1 ONE-2

test_that 'spec of a clause says everything about it'
run spec --suite suite ONE-2
exits 0
out_has ONE-2 erratum '3.13 and later' 'a/b#1' 'one thing' one/greets
out_lacks ONE-1

test_that 'spec of an area has the introduction and each clause'
run spec --suite suite ONE
exits 0
out_has 'An introduction.' ONE-1 ONE-2

test_that 'spec as JSON lines'
run spec --suite suite --json
exits 0
lines_match '^{"id":"ONE-[12]",.*"scenarios":\[.*\]}$'
[ "$(wc -l <out)" -eq 2 ] || complain 'not two lines'

test_that 'spec as a page'
run spec --suite suite --html page.html
exits 0
out_empty
grep -q 'id="ONE-1"' page.html || complain 'no ONE-1 in the page'
run spec --suite suite --html /no/such/folder/page.html
exits 2
err_has /no/such/folder/page.html
run spec --suite suite --html page.html ONE
exits 2

test_that 'an unknown clause or area names what is there'
run spec --suite suite ONE-9
exits 2
err_has ONE-9 'ONE-1 to ONE-2'
run spec --suite suite NOTHING
exits 2
err_has NOTHING 'areas: ONE'
run conform --suite suite ONE-9
exits 2
err_has ONE-9 'ONE-1 to ONE-2'
run conform --suite suite one/nothing
exits 2
err_has one/nothing 'areas: ONE'

test_that 'spec --check tells what is missing'
run spec --suite suite --check
exits 1
out_has 'no scenario shows branch_sides' 'behaviour branch_sides'
printf 'behaviour *\nerratum *\nclause *\n' >suite/missing.txt
run spec --suite suite --check
exits 0
out_has complete
echo 'scenario ONE-1' >>suite/missing.txt
run spec --suite suite --check
exits 1
out_has 'missing.txt:4: scenario ONE-1 is no longer missing'
rm suite/missing.txt

test_that 'spec --suite and SPECMON_SPEC name the folder'
SPECMON_SPEC=suite run spec ONE-1
exits 0
SPECMON_SPEC=nowhere run spec
exits 2
err_has 'no suite'
run spec --suite nowhere
exits 2
err_has nowhere SPECMON_SPEC

test_that 'the suite of the tree is found without being named'
run spec
exits 0
out_has DISABLE-1

# --- conform on the model ---------------------------------------------------------------------

test_that 'conform holds the model of each version against the suite'
run conform --suite suite
exits 0
out_has 'specmon 3.12.0' 'specmon 3.15.0' 'conform: 8 passed, 0 failed'
err_empty

test_that 'conform of one version, one clause, one scenario, one level'
run conform --suite suite --python 3.13
exits 0
out_has 'conform: 2 passed'
out_lacks 3.14.0
run conform --suite suite --python 3.13 ONE-2
out_has 'conform: 1 passed'
run conform --suite suite one/is_there --python 3.13
out_has 'conform: 1 passed'
run conform --suite suite suite/scenarios/one/is_there.py --python 3.13
out_has 'conform: 1 passed'
run conform --suite suite --python 3.13 --level order
out_has 'conform: 1 passed'
run conform --suite suite --python 3.13 --errata --jobs 1
exits 0
out_has 'with errata'

test_that 'wrong flags of conform are wrong usage'
for flags in '--python 3.11' '--level loud' '--jobs 0' '--jobs many' '--timeout 0' '--nothing' \
  '--merge nowhere.jsonl' '--json /no/such/folder/x'; do
  # shellcheck disable=SC2086 # an option and its value
  run conform --suite suite $flags
  exits 2
  out_empty
done
run conform --suite suite --against ''
exits 2
err_has 'no command'
run conform --suite suite --against "python3 'open"
exits 2
err_has 'quote is not closed'

test_that 'a suite that is malformed is told with file and line'
small_suite wrong
sed -i 's/^- level: normative/- level: nice/' wrong/clauses/one.md
touch wrong/scenarios/one/stray.out
run conform --suite wrong
exits 2
err_has "wrong/clauses/one.md:9: unknown level 'nice'" stray.out

# --- conform on others ------------------------------------------------------------------------

test_that 'a command that does not exist is wrong usage'
run conform --suite suite --against ./nowhere
exits 2
err_has ./nowhere 'No such file'
run conform --suite suite --adapter ./nowhere
exits 2
err_has ./nowhere 'No such file'
run conform --suite suite --against ./suite
exits 2
err_has ./suite

test_that 'a command that is no Python is said to give no answer'
for command in true false cat 'echo hello' 'head -c 100 /dev/urandom'; do
  run conform --suite suite --against "$command"
  exits 1
  out_has 'the probe got no answer' '2 errored'
done

test_that 'an implementation that differs fails, with the difference'
fake differs 'case $1 in *greets*) echo hallo ;; *) echo True ;; esac'
run conform --suite suite --against ./differs
exits 1
out_has 'failed one/greets on fake 3.14.1' '-hello' '+hallo' '1 passed, 1 failed'

test_that 'no output does not agree with anything'
fake silent true
run conform --suite suite --against ./silent
exits 1
out_has 'prints nothing' '0 passed, 2 failed'

test_that 'a crash is an error with its signal'
fake crashes 'echo hello; kill -SEGV $$'
run conform --suite suite --against ./crashes
exits 1
out_has 'crashed: Segmentation fault' '2 errored'

test_that 'a wrong exit status is an error and keeps the errors'
fake exits_3 'echo True; echo "what went wrong" >&2; exit 3'
run conform --suite suite --against ./exits_3 one/is_there
exits 1
out_has 'exit status 3 instead of 0' 'what went wrong'

test_that 'a hang ends, with everything that it has started'
fake hangs 'echo begun; sleep 4321 & exec sleep 4321'
run conform --suite suite --against ./hangs --timeout 1
exits 1
out_has 'no end within 1 s' '2 errored'
! ps ax 2>/dev/null | grep -q '[s]leep 4321' || complain 'a process was left behind'

test_that 'a child that holds the output open does not make it wait'
fake leaves 'case $1 in *greets*) echo hello ;; *) echo True ;; esac; sleep 4322 & exit 0'
run conform --suite suite --against ./leaves --timeout 15
exits 0
! ps ax 2>/dev/null | grep -q '[s]leep 4322' || complain 'a process was left behind'

test_that 'megabytes of output are read, endless output ends'
fake much 'head -c 5000000 /dev/zero | tr "\0" x'
run conform --suite suite --against ./much
exits 1
out_has '0 passed, 2 failed'
fake endless 'exec yes'
run conform --suite suite --against ./endless
exits 1
out_has 'MB of output' '2 errored'

test_that 'binary output is shown and written in valid files'
fake binary 'printf "\\001\\377\\033[31m<b>&\\000\\n"'
run conform --suite suite --against ./binary --junit r.xml --json r.jsonl --html r.html
exits 1
out_has 'prints something else'
! grep -q "$(printf '\033')" out || complain 'an escape character reaches the terminal'
if command -v xmllint >/dev/null; then
  xmllint --noout r.xml 2>xml.err || complain "invalid XML: $(head -1 xml.err)"
fi
run conform --suite suite --merge r.jsonl
exits 1
out_has 'fake 3.14.1' '2 failed'

test_that 'a Python without sys.monitoring is unsupported, plainly'
cat >old <<'P'
#!/bin/sh
printf 'probe 1\nname cpython\nversion 3.11.7\nmonitoring no\nend of probe\n'
P
chmod +x old
run conform --suite suite --against ./old --junit r.xml --html r.html
exits 1
out_has 'CPython 3.11.7' 'no sys.monitoring: all scenarios are unsupported' '2 unsupported'
for python in "$HOME"/.pyenv/versions/*/bin/python; do
  [ -x "$python" ] || continue
  "$python" -c 'import sys; sys.exit(hasattr(sys, "monitoring"))' || continue
  run conform --suite suite --against "$python"
  exits 1
  out_has 'no sys.monitoring'
done

test_that 'known deviations are known, and an error when they are gone'
echo 'one/greets 3.14 a/b#7 it speaks German' >suite/implementations/fake.known
run conform --suite suite --against ./differs
exits 0
out_has 'it speaks German (a/b#7)' '1 passed, 0 failed, 0 errored, 1 known'
fake agrees 'case $1 in *greets*) echo hello ;; *) echo True ;; esac'
run conform --suite suite --against ./agrees
exits 1
out_has 'fake.known:1 lists it as known: take the entry out'
run conform --suite suite --against ./agrees --name other
exits 0
echo 'one/greets 3.14 it speaks German' >suite/implementations/fake.known
run conform --suite suite --against ./agrees
exits 2
err_has 'fake.known:1:' 'no issue'
echo 'one/nothing 3.14 a/b#7 it speaks German' >suite/implementations/fake.known
run conform --suite suite --against ./agrees
exits 2
err_has "fake.known:1: there is no scenario 'one/nothing'"
rm suite/implementations/fake.known

test_that 'a command may have arguments and quotes'
run conform --suite suite --against "$specmon run --python 3.13" --name model
exits 0
out_has 'model 3.13.0' '2 passed'
ln -s "$specmon" 'spec mon'
run conform --suite suite --against "'./spec mon' run"
exits 0

# --- batch adapters ---------------------------------------------------------------------------

# An adapter in shell: answers each request as its argument says.
cat >adapter <<'P'
#!/bin/sh
while read -r request; do
  id=$(expr "$request" : '.*"id":\([0-9]*\)')
  answer() { printf '{"id":%s,"stdout":"%s","stderr":"","exit":0,"timed_out":%s}\n' "$id" "$1" "${2:-false}"; }
  case $request in
  *probe.py*) answer 'probe 1\nname batch\nversion 3.14.0\nmonitoring yes\nend of probe\n' ;;
  *is_there*) answer 'True\n' ;;
  *)
    case $1 in
    good) answer 'hello\n' ;;
    late) answer 'hello\n' true ;;
    dies) echo 'the adapter broke' >&2; exit 1 ;;
    talks) echo 'no JSON' ;;
    confused) id=99; answer 'hello\n' ;;
    esac
    ;;
  esac
done
P
chmod +x adapter

test_that 'a batch adapter is asked for each scenario'
run conform --suite suite --adapter './adapter good'
exits 0
out_has 'batch 3.14.0' '2 passed'

test_that 'an adapter that times out, dies or talks nonsense gives errors'
run conform --suite suite --adapter './adapter late'
exits 1
out_has 'no end within 20 s' '1 passed' '1 errored'
run conform --suite suite --adapter './adapter dies'
exits 1
out_has 'the adapter has ended: the adapter broke' '1 passed' '1 errored'
run conform --suite suite --adapter './adapter talks'
exits 1
out_has 'answered no JSON: no JSON' '1 errored'
run conform --suite suite --adapter './adapter confused'
exits 1
out_has 'answered another request'
run conform --suite suite --adapter true
exits 1
out_has 'the probe got no answer' '2 errored'

# --- reports ----------------------------------------------------------------------------------

test_that 'results are written, and come together again'
run conform --suite suite --python 3.12 --json a.jsonl
exits 0
run conform --suite suite --adapter './adapter good' --json b.jsonl
exits 0
run conform --suite suite --model --python 3.14 --merge a.jsonl --merge b.jsonl --html all.html --json all.jsonl
exits 0
out_has 'specmon 3.14.0' 'specmon 3.12.0' 'batch 3.14.0' '6 passed'
grep -q 'batch' all.html || complain 'no column of the adapter'
grep -c '"record":"end"' all.jsonl | grep -qx 3 || complain 'not three runs in the file'
cat a.jsonl b.jsonl >both.jsonl
run conform --suite suite --merge both.jsonl
exits 0
out_has '4 passed'

test_that 'a results file that is malformed is told with its line'
head -2 a.jsonl >cut.jsonl
run conform --suite suite --merge cut.jsonl
exits 2
err_has 'cut.jsonl:2: ends before its last run does'
run conform --suite suite --merge suite/clauses/one.md
exits 2
err_has 'one.md:1: no result record'

test_that 'a report that cannot be written is said before the work'
mkdir -p folder
run conform --suite suite --html folder
exits 2
err_has folder
if [ -w /dev/full ]; then
  run conform --suite suite --python 3.14 --json /dev/full
  exits 1
  err_has /dev/full
fi

close_tests conform
