// What one execution of a scenario means.
#pragma once

#include "spec/runner/implementation.h"
#include "spec/runner/known_list.h"
#include "spec/runner/results.h"
#include "spec/runner/scenarios.h"

#include <optional>
#include <string>
#include <vector>

namespace specmon::spec {

// Why the scenario cannot be run there, by what it needs; nullopt: it can.
std::optional<std::string> obstacle(const Scenario& scenario, const Subject& subject,
                                    const Identity& identity);

Result judge(const Scenario& scenario, const Subject& subject, Execution execution,
             const std::vector<KnownDeviation>& known);

} // namespace specmon::spec
