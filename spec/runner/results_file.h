// Results as JSON lines: one run after the other, each a line {"record":"run"...} that says what
// was held against the suite, a line {"record":"result"...} for each scenario, and a last line
// {"record":"end"...} with the counts (format: spec/README.md). Files may be put one behind
// another.
#pragma once

#include "spec/runner/problem.h"
#include "spec/runner/results.h"
#include "spec/runner/suite.h"

#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

inline constexpr int results_format_version = 1;

std::string write_results(const Suite& suite, const std::vector<Run>& runs);

// The runs in the text of a file called `name`; what is malformed is added to `problems`.
std::vector<Run> read_results(const std::string& name, std::string_view text, Problems& problems);

} // namespace specmon::spec
