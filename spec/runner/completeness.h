// Does every clause, behaviour and erratum have a scenario, and does every name mean something?
#pragma once

#include "spec/runner/suite.h"

#include <filesystem>
#include <string>
#include <vector>

namespace specmon::spec {

// Something that is not there, as one line of spec/missing.txt says it: KIND NAME.
//
//   clause ID        is named by a scenario or a row, and no chapter has it
//   scenario ID      no scenario shows the clause
//   behaviour NAME   no scenario shows the row of behaviours.def
//   erratum NAME     no scenario shows the row of errata.def
//   row NAME         a row without a clause
struct Missing {
  std::string kind;
  std::string name;
  std::string message;
};

// All that is missing, except what `spec/missing.txt` lists (names there may be globs). What it
// lists and is not missing is added to `problems`, as is what no list can excuse: a name that is no
// row, or no area.
std::vector<Missing> find_missing(const Suite& suite, Problems& problems);

} // namespace specmon::spec
