// The suite: clauses and scenarios together, as a folder holds them.
#pragma once

#include "spec/runner/clauses.h"
#include "spec/runner/scenarios.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

struct Suite {
  std::filesystem::path folder;
  std::vector<Chapter> chapters;
  std::vector<Scenario> scenarios;

  const Clause* find_clause(std::string_view id) const;
  const Chapter* find_chapter(std::string_view area) const;
  const Scenario* find_scenario(std::string_view name) const;
  // Those that name the clause.
  std::vector<const Scenario*> scenarios_of(std::string_view clause) const;

  std::string area_names() const; // "TOOL, EVENT, ..."
  std::size_t clause_count() const;
};

// What is malformed is added to `problems`; whether the suite is complete is another question
// (completeness.h).
Suite load_suite(const std::filesystem::path& folder, Problems& problems);

// Where the suite is: `asked_for` (--suite), else the environment's SPECMON_SPEC, else the first of
// `candidates` that has a folder `scenarios`. nullopt if it is nowhere.
std::optional<std::filesystem::path>
find_suite(const std::optional<std::string>& asked_for,
           const std::vector<std::filesystem::path>& candidates);

} // namespace specmon::spec
