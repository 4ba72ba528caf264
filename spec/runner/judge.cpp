#include "spec/runner/judge.h"
#include "monitoring/behaviours.h"
#include "spec/runner/diff.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

using monitoring::Behaviours;

// Where an expectation is, for a reader: AREA/NAME.V.out
std::string short_name(const Expectation& expectation) {
  return (expectation.file.parent_path().filename() / expectation.file.filename()).string();
}

// The errata of the scenario that hold in that version, and their issues.
std::pair<std::string, std::string> errata_that_hold(const Scenario& scenario,
                                                     PythonVersion version) {
  std::vector<std::string> names;
  std::vector<std::string> issues;
  for (const std::string& name : scenario.errata) {
    const auto erratum = monitoring::parse_erratum(name);
    if (!erratum) continue;
    const auto& row = monitoring::erratum_rows()[static_cast<std::size_t>(*erratum)];
    if (!row.holds(version)) continue;
    names.push_back(name);
    const std::string issue(row.issue);
    if (std::find(issues.begin(), issues.end(), issue) == issues.end()) issues.push_back(issue);
  }
  return {join(names, ", "), join(issues, " ")};
}

// What is wrong with how it ended; empty if nothing is.
std::string wrong_end(const Scenario& scenario, const Execution& execution) {
  if (!execution.trouble.empty()) return execution.trouble;
  if (execution.signal != 0) return fmt::format("crashed: {}", ::strsignal(execution.signal));
  if (execution.exit == scenario.exit) return {};
  std::string reason = fmt::format("exit status {} instead of {}", execution.exit, scenario.exit);
  const std::vector<std::string> lines = split_lines(execution.err);
  if (!lines.empty()) reason += fmt::format(" ({})", valid_utf8(lines.back().substr(0, 200)));
  return reason;
}

const KnownDeviation* find_known(const std::vector<KnownDeviation>& known, const Scenario& scenario,
                                 const Subject& subject) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const KnownDeviation& entry) {
    return entry.covers(scenario.name, subject.version);
  });
  return found == known.end() ? nullptr : &*found;
}

} // namespace

std::optional<std::string> obstacle(const Scenario& scenario, const Subject& subject,
                                    const Identity& identity) {
  if (!identity.has_monitoring) return "no sys.monitoring";
  const Behaviours behaviours(subject.python);
  for (const Need& need : scenario.needs) {
    if (need.kind == Need::Kind::module) {
      if (identity.modules.count(need.name) == 0) {
        return fmt::format("needs the module {}, which it has not", need.name);
      }
      continue;
    }
    const auto behaviour = monitoring::parse_behaviour(need.name);
    if (!behaviour) continue; // completeness.cpp complains
    const bool wanted = need.kind == Need::Kind::behaviour;
    if (behaviours.has(*behaviour) != wanted) {
      return fmt::format("needs {}, and {} {}", to_string(need),
                         monitoring::to_string(subject.python), wanted ? "has it not" : "has it");
    }
  }
  return std::nullopt;
}

Result judge(const Scenario& scenario, const Subject& subject, Execution execution,
             const std::vector<KnownDeviation>& known) {
  Result result;
  result.scenario = scenario.name;
  result.seconds = execution.seconds;
  if (execution.trouble.empty() && execution.signal == 0) result.exit = execution.exit;

  const Expectation* documents = scenario.expected(subject.python);
  const Expectation* cpython = scenario.expected_with_errata(subject.python);
  const Expectation* wanted = subject.errata && cpython ? cpython : documents;
  const KnownDeviation* deviation = find_known(known, scenario, subject);
  const std::string bad_end = wrong_end(scenario, execution);

  if (wanted) {
    result.expected = short_name(*wanted);
    result.diff = unified_diff(wanted->text, execution.out);
  }
  if (!bad_end.empty()) {
    result.outcome = Outcome::errored;
    result.reason = bad_end;
  } else if (!wanted) {
    result.outcome = Outcome::errored;
    result.reason = "the suite has no expectation for it";
  } else if (wanted->text.empty() && execution.out.empty()) {
    result.outcome = Outcome::failed;
    result.reason = "two empty outputs never agree";
  } else if (!result.diff.empty()) {
    result.outcome = Outcome::failed;
    result.reason = execution.out.empty() ? "prints nothing" : "prints something else";
    if (!subject.errata && cpython && cpython->text == execution.out) {
      const auto [names, issues] = errata_that_hold(scenario, subject.python);
      if (!names.empty()) {
        result.outcome = Outcome::known;
        result.reason = fmt::format("erratum {}", names);
        result.issue = issues;
      }
    }
  }

  if (deviation && result.outcome == Outcome::passed) {
    result.outcome = Outcome::failed;
    result.reason = fmt::format("passes, but {}:{} lists it as known: take the entry out",
                                deviation->place.file, deviation->place.line);
  } else if (deviation && !is_expected(result.outcome)) {
    result.outcome = Outcome::known;
    result.reason = deviation->reason;
    result.issue = deviation->issue;
  }
  result.out = std::move(execution.out);
  result.err = std::move(execution.err);
  return result;
}

} // namespace specmon::spec
