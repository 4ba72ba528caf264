#include "spec/runner/report_text.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

constexpr std::size_t most_error_lines = 12;

// Indented, without control characters that a terminal would act on.
std::string indented(const std::string& text) {
  std::string shown;
  for (const std::string& line : split_lines(valid_utf8(text))) {
    shown += "    ";
    for (const char letter : line) {
      const auto byte = static_cast<unsigned char>(letter);
      if ((byte < 0x20 && letter != '\t') || byte == 0x7f) {
        shown += fmt::format("\\x{:02x}", byte);
      } else {
        shown += letter;
      }
    }
    shown += '\n';
  }
  return shown;
}

std::string last_lines(const std::string& text) {
  std::vector<std::string> lines = split_lines(text);
  if (lines.size() <= most_error_lines) return text;
  lines.erase(lines.begin(), lines.end() - most_error_lines);
  return "...\n" + join(lines, "\n") + "\n";
}

std::string folder_of(const Result& result) {
  return result.scenario.substr(0, result.scenario.find('/'));
}

// Why scenarios are known or unsupported, and how many.
std::string reasons(const Run& run) {
  std::map<std::pair<std::string, std::string>, std::size_t> counted;
  for (const Result& result : run.results) {
    if (result.outcome != Outcome::known && result.outcome != Outcome::unsupported) continue;
    std::string reason = result.reason;
    if (!result.issue.empty()) reason += fmt::format(" ({})", result.issue);
    ++counted[{std::string(to_string(result.outcome)), reason}];
  }
  std::string text;
  for (const auto& [what, count] : counted) {
    text += fmt::format("{:>5} {:<11} {}\n", count, what.first, what.second);
  }
  return text;
}

struct AreaRow {
  std::string area;
  Outcome worst = Outcome::passed;
  std::vector<Counts> counts; // one for each run
};

// "31", "30, 1 failed"
std::string cell(const Counts& counts) {
  Counts others = counts;
  others[0] = 0;
  std::string text = fmt::format("{}", counts[0]);
  if (others != Counts{}) text += ", " + counts_text(others);
  return text;
}

std::string area_table(const std::vector<Run>& runs) {
  std::vector<AreaRow> rows;
  for (std::size_t number = 0; number < runs.size(); ++number) {
    for (const Result& result : runs[number].results) {
      const std::string area = folder_of(result);
      auto row = std::find_if(rows.begin(), rows.end(),
                              [&](const AreaRow& other) { return other.area == area; });
      if (row == rows.end()) {
        row = rows.insert(rows.end(), {area, Outcome::passed, std::vector<Counts>(runs.size())});
      }
      row->worst = std::max(row->worst, result.outcome);
      ++row->counts[number][static_cast<std::size_t>(result.outcome)];
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const AreaRow& left, const AreaRow& right) {
    return left.worst > right.worst;
  });
  std::vector<std::vector<std::string>> cells = {{"area"}};
  for (const Run& run : runs) cells[0].push_back(run.subject.title());
  for (const AreaRow& row : rows) {
    cells.push_back({row.area});
    for (const Counts& counts : row.counts) cells.back().push_back(cell(counts));
  }
  std::string text;
  for (const auto& row : cells) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      std::size_t width = 0;
      for (const auto& other : cells) width = std::max(width, other[column].size());
      line += fmt::format("{:<{}}", row[column], width + 2);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

} // namespace

std::string describe_result(const Suite& suite, const Subject& subject, const Result& result) {
  const Scenario* scenario = suite.find_scenario(result.scenario);
  std::string text =
      fmt::format("{} {} on {}", to_string(result.outcome), result.scenario, subject.title());
  if (scenario) text += fmt::format(" ({})", join(scenario->clauses, " "));
  text += fmt::format("\n    {}\n", valid_utf8(result.reason));
  if (!result.diff.empty()) {
    text += fmt::format("    --- {}\n    +++ what it prints\n", result.expected);
    text += indented(result.diff);
  }
  if (result.outcome == Outcome::errored && !result.err.empty()) {
    text += "    standard error:\n" + indented(last_lines(result.err));
  }
  return text;
}

std::string text_report(const Suite& suite, const std::vector<Run>& runs) {
  std::string text;
  for (const Run& run : runs) {
    // What befell every scenario is said once.
    if (!run.trouble.empty()) continue;
    for (const Result& result : run.results) {
      if (!is_expected(result.outcome)) {
        text += describe_result(suite, run.subject, result) + '\n';
      }
    }
  }
  for (const Run& run : runs) {
    const std::string why = reasons(run);
    if (!why.empty()) text += fmt::format("{}\n{}\n", run.subject.title(), why);
  }
  text += area_table(runs) + '\n';
  std::size_t width = 0;
  for (const Run& run : runs) width = std::max(width, run.subject.title().size());
  Counts all = {};
  for (const Run& run : runs) {
    const Counts counts = run.counts();
    text += fmt::format("{:<{}}  {}\n", run.subject.title(), width, counts_text(counts));
    if (!run.trouble.empty()) text += fmt::format("    {}\n", valid_utf8(run.trouble));
    for (std::size_t index = 0; index < outcome_count; ++index) all[index] += counts[index];
  }
  const auto count = [&](Outcome outcome) { return all[static_cast<std::size_t>(outcome)]; };
  return text + fmt::format("conform: {} passed, {} failed, {} errored, {} known, {} unsupported\n",
                            count(Outcome::passed), count(Outcome::failed), count(Outcome::errored),
                            count(Outcome::known), count(Outcome::unsupported));
}

} // namespace specmon::spec
