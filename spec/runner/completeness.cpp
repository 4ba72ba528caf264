#include "spec/runner/completeness.h"
#include "monitoring/behaviours.h"
#include "spec/runner/errata_table.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

using monitoring::BehaviourRow;

constexpr std::array<std::string_view, 5> kinds = {"clause", "scenario", "behaviour", "erratum",
                                                   "row"};

class Search {
public:
  Search(const Suite& suite, Problems& problems) : suite_(suite), problems_(problems) {}

  std::vector<Missing> run() {
    for (const Chapter& chapter : suite_.chapters) {
      for (const Clause& clause : chapter.clauses) look_at(clause);
    }
    std::set<std::string> behaviours;
    std::set<std::string> errata;
    for (const Scenario& scenario : suite_.scenarios) {
      look_at(scenario);
      behaviours.insert(scenario.behaviours.begin(), scenario.behaviours.end());
      errata.insert(scenario.errata.begin(), scenario.errata.end());
    }
    look_at_rows(monitoring::behaviour_rows(), "behaviour", behaviours);
    look_at_rows(monitoring::erratum_rows(), "erratum", errata);
    return std::move(missing_);
  }

private:
  void miss(std::string_view kind, const std::string& name, std::string message) {
    if (!seen_.insert(fmt::format("{} {}", kind, name)).second) return;
    missing_.push_back({std::string(kind), name, std::move(message)});
  }

  void look_at(const Clause& clause) {
    if (!suite_.scenarios_of(clause.id).empty()) return;
    miss("scenario", clause.id,
         fmt::format("{}:{}: no scenario shows {}", clause.place.file, clause.place.line,
                     clause.id));
  }

  void look_at(const Scenario& scenario) {
    const std::string file = scenario.file.string();
    const std::string area = scenario.name.substr(0, scenario.name.find('/'));
    if (std::none_of(suite_.chapters.begin(), suite_.chapters.end(),
                     [&](const Chapter& chapter) { return to_lower(chapter.area) == area; })) {
      miss("clause", area + "/*", fmt::format("{}: there is no area '{}'", file, area));
    }
    for (const std::string& id : scenario.clauses) {
      if (suite_.find_clause(id)) continue;
      if (area_of(id).empty()) {
        problems_.push_back({{file, 1}, fmt::format("'{}' is no clause id (AREA-N)", id)});
      } else {
        miss("clause", id, fmt::format("{}: there is no clause {}", file, id));
      }
    }
    for (const Need& need : scenario.needs) {
      if (need.kind != Need::Kind::module) check_behaviour(scenario, need.name);
    }
    for (const std::string& name : scenario.behaviours) {
      check_behaviour(scenario, name);
      check_difference(scenario, name);
    }
    for (const std::string& name : scenario.errata) {
      if (monitoring::parse_erratum(name)) continue;
      problems_.push_back(
          {{file, 0}, fmt::format("'{}' is no row of monitoring/errata.def", name)});
    }
    check_cpython_expectations(scenario);
  }

  void check_behaviour(const Scenario& scenario, const std::string& name) {
    if (monitoring::parse_behaviour(name)) return;
    problems_.push_back({{scenario.file.string(), 0},
                         fmt::format("'{}' is no row of monitoring/behaviours.def", name)});
  }

  // A row shows if the scenario needs it, or if two versions, of which one has it, print not the
  // same.
  void check_difference(const Scenario& scenario, const std::string& name) {
    const auto behaviour = monitoring::parse_behaviour(name);
    if (!behaviour) return;
    const BehaviourRow& row = monitoring::behaviour_rows()[static_cast<std::size_t>(*behaviour)];
    if (std::any_of(scenario.needs.begin(), scenario.needs.end(),
                    [&](const Need& need) { return need.name == name; })) {
      return;
    }
    std::set<bool> having; // of the versions that have it, and of those that have not
    std::set<std::string> texts;
    for (auto number = static_cast<int>(monitoring::first_version);
         number <= static_cast<int>(monitoring::last_version); ++number) {
      const auto version = static_cast<PythonVersion>(number);
      const Expectation* expectation = scenario.expected(version);
      if (!expectation) continue;
      having.insert(row.holds(version));
      texts.insert(expectation->text);
    }
    if (having.size() == 2 && texts.size() > 1) return;
    problems_.push_back({{scenario.file.string(), 0},
                         fmt::format("'{}' makes no difference to what is expected", name)});
  }

  // NAME.V.errata.out needs an erratum of the scenario that holds in V.
  void check_cpython_expectations(const Scenario& scenario) {
    for (const auto& [version, expectation] : scenario.expected_of_cpython) {
      const auto holds = [v = version](const std::string& name) {
        const auto erratum = monitoring::parse_erratum(name);
        return erratum && monitoring::erratum_rows()[static_cast<std::size_t>(*erratum)].holds(v);
      };
      if (std::any_of(scenario.errata.begin(), scenario.errata.end(), holds)) continue;
      problems_.push_back({{expectation.file.string(), 0},
                           fmt::format("none of the scenario's errata holds in {}",
                                       monitoring::to_string(version))});
    }
  }

  void look_at_rows(std::span<const BehaviourRow> rows, std::string_view kind,
                    const std::set<std::string>& shown) {
    const std::string file = kind == "erratum" ? "errata.def" : "behaviours.def";
    for (const BehaviourRow& row : rows) {
      const std::string name(row.name);
      if (shown.count(name) == 0) {
        miss(kind, name, fmt::format("monitoring/{}: no scenario shows {}", file, name));
      }
      for (const std::string& id : split_words(row.clause)) {
        if (area_of(id).empty()) {
          miss("row", name, fmt::format("monitoring/{}: {} has no clause", file, name));
        } else if (!suite_.find_clause(id)) {
          miss("clause", id,
               fmt::format("monitoring/{}: {} names {}, which is no clause", file, name, id));
        }
      }
    }
  }

  const Suite& suite_;
  Problems& problems_;
  std::vector<Missing> missing_;
  std::set<std::string> seen_;
};

struct Excuse {
  std::string kind;
  std::string name;
  Place place;
  bool used = false;
};

std::vector<Excuse> read_excuses(const std::filesystem::path& file, Problems& problems) {
  std::vector<Excuse> excuses;
  int number = 0;
  for (const std::string& line : split_lines(read_text(file).value_or(""))) {
    const Place place{file.string(), ++number};
    const std::vector<std::string> words = split_words(line);
    if (words.empty() || words[0][0] == '#') continue;
    if (words.size() != 2 || std::find(kinds.begin(), kinds.end(), words[0]) == kinds.end()) {
      problems.push_back({place, fmt::format("an entry is KIND NAME, the kind one of {}",
                                             join({kinds.begin(), kinds.end()}, ", "))});
      continue;
    }
    excuses.push_back({words[0], words[1], place});
  }
  return excuses;
}

} // namespace

std::vector<Missing> find_missing(const Suite& suite, Problems& problems) {
  std::vector<Excuse> excuses = read_excuses(suite.folder / "missing.txt", problems);
  std::vector<Missing> missing = Search(suite, problems).run();
  check_errata_table(suite.folder / "errata.md", problems);
  const auto is_excused = [&](const Missing& what) {
    bool excused = false;
    for (Excuse& excuse : excuses) {
      if (excuse.kind != what.kind || !matches_glob(excuse.name, what.name)) continue;
      excused = excuse.used = true;
    }
    return excused;
  };
  missing.erase(std::remove_if(missing.begin(), missing.end(), is_excused), missing.end());
  for (const Excuse& excuse : excuses) {
    if (excuse.used) continue;
    problems.push_back({excuse.place, fmt::format("{} {} is no longer missing: take the entry out",
                                                  excuse.kind, excuse.name)});
  }
  return missing;
}

} // namespace specmon::spec
