// Holding an implementation against the suite.
#pragma once

#include "spec/runner/implementation.h"
#include "spec/runner/results.h"
#include "spec/runner/suite.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace specmon::spec {

// Which scenarios: those that show one of the clauses or areas or are named, and need no closer
// observation than `level`. Without names: all.
struct Selection {
  std::vector<std::string> names;
  std::optional<Observation> level;
};

struct SelectedScenarios {
  std::vector<const Scenario*> scenarios;
  std::string wrong; // which name is none, and what there is; else empty
};

SelectedScenarios select(const Suite& suite, const Selection& selection);

struct RunOptions {
  std::optional<std::string> name;     // instead of the one that it gives itself
  std::optional<PythonVersion> python; // instead of what follows from its version
  bool errata = false;
  std::size_t jobs = 1;
  // Called after each scenario, from one thread at a time.
  std::function<void(std::size_t done, std::size_t all, const Result& last)> progress;
};

// Thrown when a command cannot be started, or the list of known deviations is malformed.
struct CannotRun {
  std::string message;
};

Run run_suite(const Suite& suite, const std::vector<const Scenario*>& scenarios,
              Implementation& implementation, const RunOptions& options);

} // namespace specmon::spec
