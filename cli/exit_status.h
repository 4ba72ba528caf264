// What the command answers to the shell: documented for users, checked by tests/cli/commands.sh.
#pragma once

namespace specmon::cli {

enum ExitStatus : int {
  exit_success = 0,
  exit_uncaught = 1,        // an uncaught exception or a syntax error; SystemExit has its own
  exit_not_as_expected = 1, // conform: a scenario failed or errored, or none passed
  exit_usage = 2,           // wrong usage, a file that cannot be read
  exit_unsupported = 3,     // the program uses something specmon does not support
  exit_limit = 4,           // --max-steps or --max-memory was reached
};

} // namespace specmon::cli
