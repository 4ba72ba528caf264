// Results as JUnit XML, for CI systems.
#pragma once

#include "spec/runner/results.h"
#include "spec/runner/suite.h"

#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

// A test suite for each run, a test case for each scenario: failed and errored as such, known and
// unsupported as skipped.
std::string junit_report(const Suite& suite, const std::vector<Run>& runs);

// Fit to stand in XML 1.0, between tags or in an attribute: what XML cannot hold (control
// characters, invalid UTF-8) becomes U+FFFD.
std::string escape_xml(std::string_view text);

} // namespace specmon::spec
