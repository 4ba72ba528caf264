// The subcommands, a file each.
#pragma once

#include "cli/options.h"

namespace specmon::cli {

Command run_command();   // run.cpp
Command trace_command(); // trace.cpp
Command dis_command();   // dis.cpp

} // namespace specmon::cli
