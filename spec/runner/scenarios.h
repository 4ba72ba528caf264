// The scenarios of the suite, read from spec/scenarios/AREA/*.py (format: spec/WRITING.md).
#pragma once

#include "monitoring/python_version.h"
#include "spec/runner/problem.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

using monitoring::PythonVersion;

// How closely one must observe an implementation to compare it: each level includes those before.
enum class Observation { api, events, order, lines, sides };

std::string_view to_string(Observation level);
std::optional<Observation> parse_observation(std::string_view text);
std::string observation_names(); // "api, events, ..."

// What a scenario cannot run without.
struct Need {
  enum class Kind { behaviour, no_behaviour, module };
  Kind kind;
  std::string name; // a row of behaviours.def, or a module
};

std::string to_string(const Need& need);

struct Expectation {
  std::filesystem::path file;
  std::string text;
};

struct Scenario {
  std::string name; // disable/one_location
  std::filesystem::path file;
  std::string source;
  std::string description; // the comment below the header

  std::vector<std::string> clauses;
  Observation level = Observation::api;
  std::vector<Need> needs;
  std::vector<std::string> behaviours;
  std::vector<std::string> errata;
  int exit = 0;

  // What the documents say.
  std::optional<Expectation> expected_everywhere;   // NAME.out
  std::map<PythonVersion, Expectation> expected_in; // NAME.V.out
  // What that CPython prints where an erratum stands against them: NAME.V.errata.out
  std::map<PythonVersion, Expectation> expected_of_cpython;

  const Expectation* expected(PythonVersion version) const;
  // Null unless an erratum tells.
  const Expectation* expected_with_errata(PythonVersion version) const;
};

// All scenarios, by name. What is wrong is added to `problems`.
std::vector<Scenario> load_scenarios(const std::filesystem::path& folder, Problems& problems);

} // namespace specmon::spec
