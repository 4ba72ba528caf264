// The subcommands, a file each.
#pragma once

#include "cli/options.h"

namespace specmon::cli {

Command run_command();     // run.cpp
Command trace_command();   // trace.cpp
Command dis_command();     // dis.cpp
Command conform_command(); // conform.cpp
Command spec_command();    // spec.cpp

} // namespace specmon::cli
