#include "spec/runner/suite.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <cstdlib>

namespace specmon::spec {

namespace fs = std::filesystem;

const Clause* Suite::find_clause(std::string_view id) const {
  for (const Chapter& chapter : chapters) {
    for (const Clause& clause : chapter.clauses) {
      if (clause.id == id) return &clause;
    }
  }
  return nullptr;
}

const Chapter* Suite::find_chapter(std::string_view area) const {
  // `disable`, as its scenarios' folder is called, is as good as DISABLE.
  const auto found = std::find_if(chapters.begin(), chapters.end(), [&](const Chapter& chapter) {
    return to_lower(chapter.area) == to_lower(area);
  });
  return found == chapters.end() ? nullptr : &*found;
}

const Scenario* Suite::find_scenario(std::string_view name) const {
  const auto found = std::find_if(scenarios.begin(), scenarios.end(),
                                  [&](const Scenario& scenario) { return scenario.name == name; });
  return found == scenarios.end() ? nullptr : &*found;
}

std::vector<const Scenario*> Suite::scenarios_of(std::string_view clause) const {
  std::vector<const Scenario*> found;
  for (const Scenario& scenario : scenarios) {
    const auto& ids = scenario.clauses;
    if (std::find(ids.begin(), ids.end(), clause) != ids.end()) found.push_back(&scenario);
  }
  return found;
}

std::string Suite::area_names() const {
  std::vector<std::string> areas;
  for (const Chapter& chapter : chapters) areas.push_back(chapter.area);
  return join(areas, ", ");
}

std::size_t Suite::clause_count() const {
  std::size_t count = 0;
  for (const Chapter& chapter : chapters) count += chapter.clauses.size();
  return count;
}

Suite load_suite(const fs::path& folder, Problems& problems) {
  Suite suite;
  suite.folder = folder;
  suite.chapters = load_chapters(folder / "clauses", problems);
  suite.scenarios = load_scenarios(folder / "scenarios", problems);
  return suite;
}

std::optional<fs::path> find_suite(const std::optional<std::string>& asked_for,
                                   const std::vector<fs::path>& candidates) {
  std::error_code problem;
  if (asked_for) {
    if (fs::is_directory(fs::path(*asked_for) / "scenarios", problem)) return *asked_for;
    return std::nullopt;
  }
  if (const char* from_environment = std::getenv("SPECMON_SPEC");
      from_environment && *from_environment) {
    return find_suite(std::string(from_environment), {});
  }
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate / "scenarios", problem)) return candidate;
  }
  return std::nullopt;
}

} // namespace specmon::spec
