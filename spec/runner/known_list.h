// Deviations of one implementation that are known: spec/implementations/NAME.known. A line is
//
//   SCENARIOS  VERSIONS  ISSUE  REASON...
//
// as in   disable/revived_*  3.12.0-3.12.5  python/cpython#12345  lines fire once more
#pragma once

#include "spec/runner/problem.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

struct KnownDeviation {
  std::string scenarios; // a glob
  std::string versions; // "all", or "3.12", "3.12.1", "3.13+", "3.12.0-3.12.5", with commas between
  std::string issue;    // owner/repository#N, an address, or "unreported"
  std::string reason;
  Place place;

  bool covers(std::string_view scenario, std::string_view version) const;
};

// A list that is not there is empty. What is malformed is added to `problems`.
std::vector<KnownDeviation> load_known_list(const std::filesystem::path& file, Problems& problems);

// Is the version (3.14.2) one of those that `versions` says?
bool version_in(std::string_view versions, std::string_view version);

} // namespace specmon::spec
