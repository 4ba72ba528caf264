#include "spec/runner/conformance.h"
#include "spec/runner/judge.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

// The version whose expectations an implementation of Python `version` (3.14.2) is held against:
// its own, the newest for one that is newer still, the first for one that is older.
PythonVersion nearest_version(const std::string& version) {
  const std::size_t first_dot = version.find('.');
  const std::string minor = version.substr(0, version.find('.', first_dot + 1));
  if (const auto own = monitoring::parse_python_version(minor)) return *own;
  const std::string newest(monitoring::to_string(monitoring::last_version));
  return version_in(newest + "+", version) ? monitoring::last_version : monitoring::first_version;
}

std::set<std::string> modules_needed(const std::vector<const Scenario*>& scenarios) {
  std::set<std::string> modules;
  for (const Scenario* scenario : scenarios) {
    for (const Need& need : scenario->needs) {
      if (need.kind == Need::Kind::module) modules.insert(need.name);
    }
  }
  return modules;
}

std::vector<KnownDeviation> known_deviations(const Suite& suite, const std::string& name) {
  Problems problems;
  const auto file = suite.folder / "implementations" / (name + ".known");
  std::vector<KnownDeviation> known = load_known_list(file, problems);
  for (const KnownDeviation& entry : known) {
    if (std::none_of(suite.scenarios.begin(), suite.scenarios.end(), [&](const Scenario& scenario) {
          return matches_glob(entry.scenarios, scenario.name);
        })) {
      problems.push_back({entry.place, fmt::format("there is no scenario '{}'", entry.scenarios)});
    }
  }
  if (problems.empty()) return known;
  std::string message = "the list of known deviations is malformed";
  for (const Problem& problem : problems) message += "\n  " + to_string(problem);
  throw CannotRun{message};
}

Result without_running(const Scenario& scenario, Outcome outcome, std::string reason) {
  Result result;
  result.scenario = scenario.name;
  result.outcome = outcome;
  result.reason = std::move(reason);
  return result;
}

} // namespace

SelectedScenarios select(const Suite& suite, const Selection& selection) {
  SelectedScenarios selected;
  std::set<const Scenario*> chosen;
  for (const std::string& name : selection.names) {
    std::vector<const Scenario*> found;
    if (suite.find_clause(name)) {
      found = suite.scenarios_of(name);
    } else if (const Chapter* chapter = suite.find_chapter(name)) {
      for (const Clause& clause : chapter->clauses) {
        const auto more = suite.scenarios_of(clause.id);
        found.insert(found.end(), more.begin(), more.end());
      }
    } else {
      std::string path = name;
      if (ends_with(path, ".py")) path.resize(path.size() - 3);
      for (const Scenario& scenario : suite.scenarios) {
        if (scenario.name == path || ends_with(path, "/" + scenario.name)) {
          found.push_back(&scenario);
        }
      }
      if (found.empty()) {
        selected.wrong =
            fmt::format("'{}' is no clause (AREA-N), area or scenario (area/name); areas: {}", name,
                        suite.area_names());
        if (const Chapter* area = suite.find_chapter(area_of(name))) {
          selected.wrong = fmt::format("there is no clause {}; {} has {} to {}", name, area->area,
                                       area->clauses.front().id, area->clauses.back().id);
        }
        return selected;
      }
    }
    chosen.insert(found.begin(), found.end());
  }
  for (const Scenario& scenario : suite.scenarios) {
    if (!selection.names.empty() && chosen.count(&scenario) == 0) continue;
    if (selection.level && *selection.level < scenario.level) continue;
    selected.scenarios.push_back(&scenario);
  }
  return selected;
}

Run run_suite(const Suite& suite, const std::vector<const Scenario*>& scenarios,
              Implementation& implementation, const RunOptions& options) {
  Run run;
  run.subject.command = implementation.command();
  run.subject.errata = options.errata;
  const ProbeAnswer probe =
      ask(implementation, suite.folder / "probe.py", modules_needed(scenarios));
  if (!probe.started) throw CannotRun{probe.trouble};
  const Identity& identity = probe.identity;
  run.subject.name = options.name.value_or(identity.name.empty() ? "unknown" : identity.name);
  run.subject.version = identity.version.empty() ? "unknown" : identity.version;
  run.subject.python = options.python.value_or(nearest_version(identity.version));
  const std::vector<KnownDeviation> known = known_deviations(suite, to_lower(run.subject.name));
  run.trouble = probe.trouble;
  if (run.trouble.empty() && !identity.has_monitoring) {
    run.trouble = "no sys.monitoring: all scenarios are unsupported";
  }

  run.results.resize(scenarios.size());
  std::atomic<std::size_t> next = 0;
  std::size_t done = 0;
  std::mutex progress;
  const auto work = [&] {
    for (std::size_t index; (index = next++) < scenarios.size();) {
      const Scenario& scenario = *scenarios[index];
      Result& result = run.results[index];
      if (!probe.trouble.empty()) {
        result = without_running(scenario, Outcome::errored, probe.trouble);
      } else if (auto reason = obstacle(scenario, run.subject, identity)) {
        result = without_running(scenario, Outcome::unsupported, std::move(*reason));
      } else {
        result = judge(scenario, run.subject, implementation.run(scenario.file, {}), known);
      }
      const std::lock_guard<std::mutex> lock(progress);
      ++done;
      if (options.progress) options.progress(done, scenarios.size(), result);
    }
  };
  std::vector<std::thread> helpers;
  const std::size_t jobs = implementation.runs_in_parallel() ? options.jobs : 1;
  for (std::size_t number = 1; number < jobs; ++number) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  return run;
}

} // namespace specmon::spec
