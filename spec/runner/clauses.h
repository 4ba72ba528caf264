// The clauses of the spec, read from spec/clauses/*.md (format: spec/WRITING.md).
#pragma once

#include "monitoring/python_version.h"
#include "spec/runner/problem.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace specmon::spec {

using monitoring::PythonVersion;

// Who says so.
enum class Authority { normative, cpython_observed, implementation_defined, erratum };

std::string_view to_string(Authority authority);

struct Clause {
  std::string id; // DISABLE-3
  std::string sentence;
  Authority level = Authority::normative;
  PythonVersion since = monitoring::first_version;
  std::optional<PythonVersion> until;
  std::string source;
  // note, pep, issue, documents, cpython: those that it has, in their order.
  std::vector<std::pair<std::string, std::string>> remarks;
  Place place;

  bool holds(PythonVersion version) const {
    return since <= version && (!until || version <= *until);
  }
};

// "3.12 and later", "3.12 to 3.14", "3.13 only"
std::string versions_text(const Clause& clause);

struct Chapter {
  std::string area; // DISABLE
  std::string title;
  std::string introduction;
  std::string file;
  std::vector<Clause> clauses;
};

// "DISABLE" of "DISABLE-3"; empty if it is no clause id.
std::string_view area_of(std::string_view id);

// The chapters in the order of the links in README.md of `folder`. What is wrong is added to
// `problems`.
std::vector<Chapter> load_chapters(const std::filesystem::path& folder, Problems& problems);

} // namespace specmon::spec
