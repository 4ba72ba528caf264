// The report for a terminal: what went wrong, then counts.
#pragma once

#include "spec/runner/results.h"
#include "spec/runner/suite.h"

#include <string>
#include <vector>

namespace specmon::spec {

// One result that is not as expected, with its difference; several lines.
std::string describe_result(const Suite& suite, const Subject& subject, const Result& result);

// All that is not as expected; then why scenarios are known or unsupported; then the counts by
// area, worst first; then a line for each implementation.
std::string text_report(const Suite& suite, const std::vector<Run>& runs);

} // namespace specmon::spec
