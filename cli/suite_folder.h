// The suite that `spec` and `conform` work on.
#pragma once

#include "cli/options.h"
#include "spec/runner/suite.h"

namespace specmon::cli {

// --suite.
Option suite_option();

// Finds and reads it: --suite DIR, else the environment's SPECMON_SPEC, else the folder `spec` of
// the tree that the executable was built in. Throws Usage if there is none or it is malformed.
spec::Suite read_suite(const CommandLine& line);

// This executable.
std::string own_executable();

// Replaces what the file holds; false: it could not be written, and standard error says why.
bool write_file(const std::string& file, const std::string& text);

} // namespace specmon::cli
