#!/bin/sh
# Run each sample program on the model, as each version of Python, and compare what it prints with
# what the real CPython prints (programs/NAME.out, or NAME.V.out where a version differs). Traced, a program
# prints the same and ends the same, but for those that show or want tool 4 themselves.
#
#   tests/programs.sh build/specmon [NAME...]
specmon=$1
shift
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0
sees_the_tracer="audit_hook generator_tracker tool_id_conflict two_tools_and_their_order"

if [ ! -x "$specmon" ]; then
  echo "programs: $specmon is not there; ./dev build makes it" >&2
  exit 1
fi
for file in "$root"/programs/*.py; do
  name=$(basename "$file" .py)
  if [ $# -gt 0 ]; then
    case " $* " in *" $name "*) ;; *) continue ;; esac
  fi
  for version in 3.12 3.13 3.14 3.15; do
    expected=$root/programs/$name.$version.out
    [ -f "$expected" ] || expected=$root/programs/$name.out
    "$specmon" run --python "$version" "$file" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    if [ ! -s "$expected" ]; then
      echo "FAILED $name as $version: no expected output"
    elif [ $status -ne 0 ]; then
      echo "FAILED $name as $version: exit $status"
      sed 's/^/    /' "$scratch/err" | tail -5
    elif [ -s "$scratch/err" ]; then
      echo "FAILED $name as $version: wrote to stderr"
      sed 's/^/    /' "$scratch/err" | tail -5
    elif ! cmp -s "$expected" "$scratch/out"; then
      echo "FAILED $name as $version (< expected, > printed)"
      diff "$expected" "$scratch/out" | sed 's/^/    /' | head -12
    elif case " $sees_the_tracer " in *" $name "*) false ;; esac &&
      { ! "$specmon" trace --python "$version" --events all -o "$scratch/records" "$file" \
        >"$scratch/traced" 2>"$scratch/err" </dev/null || ! cmp -s "$expected" "$scratch/traced"; }; then
      echo "FAILED $name as $version: traced (< expected, > printed)"
      diff "$expected" "$scratch/traced" | sed 's/^/    /' | head -12
    else
      passed=$((passed + 1))
      continue
    fi
    failed=$((failed + 1))
  done
done
echo "programs: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
