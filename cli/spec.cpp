// specmon spec: prints clauses.
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/streams.h"
#include "cli/suite_folder.h"

namespace specmon::cli {

namespace {

int show(const CommandLine& line) {
  const spec::Suite suite = read_suite(line);
  return exit_success;
}

} // namespace

Command spec_command() {
  return {"spec",           "[ID|AREA]...", "Print the clauses of the specification",
          {suite_option()}, Takes::names,   show};
}

} // namespace specmon::cli
