// specmon run: runs a program; its output is all that is printed.
#include "cli/commands.h"
#include "cli/embedding.h"

namespace specmon::cli {

namespace {

int run(const CommandLine& line) {
  Streams streams;
  return run_program(read_program_options(line), streams);
}

} // namespace

Command run_command() {
  return {"run",
          "FILE [ARG]...",
          "Run a Python program; its output is all that is printed",
          program_options(),
          Takes::file,
          run};
}

} // namespace specmon::cli
