# What a command test is made of; read by the scripts beside it, which set $specmon.
#
# A test is `test_that TITLE`, a `run` of the command, and what must hold of its exit status, output
# and errors. `close_tests NAME` counts.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
passed=0
failed=0
title=

finish() {
  [ -n "$title" ] || return 0
  if [ -n "$complaints" ]; then
    failed=$((failed + 1))
    printf 'FAILED %s\n    specmon %s\n%b' "$title" "$shown" "$complaints"
  else
    passed=$((passed + 1))
  fi
  title=
}

complain() { complaints="$complaints    $1\n"; }

# test TITLE: begins one. write NAME: its program, from stdin.
test_that() {
  finish
  title=$1
  complaints=
}
write() { cat >"$1"; }

run() { # ARG...: runs specmon for at most a minute: a hang ends, a busy machine does not
  shown=$*
  timeout 60 "$specmon" "$@" >out 2>err </dev/null
  status=$?
  case $status in
  124) complain 'did not end within a minute' ;;
  132 | 134 | 135 | 136 | 137 | 139) complain "crashed (status $status)" ;;
  esac
  if grep -q -e 'AddressSanitizer' -e 'runtime error:' err; then
    complain "$(grep -m1 -e 'ERROR: AddressSanitizer' -e 'runtime error:' err)"
  fi
}

exits() { # STATUS...
  for wanted in "$@"; do
    [ "$status" -ne "$wanted" ] || return 0
  done
  complain "exit $status instead of $*; stderr: $(head -3 err | tr '\n' '|')"
}
out_is() { [ "$(cat out)" = "$1" ] || complain "stdout is $(head -3 out | tr '\n' '|')instead of $1"; }
err_has() { for text in "$@"; do grep -qF -e "$text" err || complain "stderr lacks $text: $(tail -3 err | tr '\n' '|')"; done; }
err_matches() { grep -q -e "$1" err || complain "stderr does not match $1: $(tail -3 err | tr '\n' '|')"; }
err_ends() { [ "$(tail -1 err)" = "$1" ] || complain "stderr ends with $(tail -1 err) instead of $1"; }
out_has() { for text in "$@"; do grep -qF -e "$text" out || complain "stdout lacks $text: $(head -3 out | tr '\n' '|')"; done; }
out_lacks() { ! grep -qF -e "$1" out || complain "stdout has $1"; }
out_empty() { [ ! -s out ] || complain "stdout is not empty: $(head -3 out | tr '\n' '|')"; }
err_empty() { [ ! -s err ] || complain "stderr is not empty: $(head -3 err | tr '\n' '|')"; }
lines_match() { # every line of stdout matches
  ! grep -v -q -e "$1" out || complain "a line of stdout does not match $1: $(grep -v -m1 -e "$1" out)"
}

close_tests() { # NAME
  finish
  echo "$1: $passed passed, $failed failed"
  [ $failed -eq 0 ]
}
