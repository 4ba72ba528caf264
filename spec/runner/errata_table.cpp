#include "spec/runner/errata_table.h"
#include "monitoring/behaviours.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

using monitoring::BehaviourRow;

struct Line {
  std::string clause;
  std::string versions;
  std::string text;
  Place place;
};

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  if (line.substr(0, 1) != "|") return cells;
  for (line.remove_prefix(1); !line.empty();) {
    const std::size_t end = std::min(line.find('|'), line.size());
    cells.emplace_back(trim(line.substr(0, end)));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return cells;
}

// What stands between backquotes, if the cell is nothing else.
std::optional<std::string> row_name(const std::string& cell) {
  if (cell.size() < 3 || cell.front() != '`' || cell.back() != '`') return std::nullopt;
  return cell.substr(1, cell.size() - 2);
}

// all; 3.13; 3.14, 3.15; 3.12 to 3.14
std::string versions_of(const BehaviourRow& row) {
  const std::string since(monitoring::to_string(row.since));
  const std::string until(monitoring::to_string(row.until));
  const int more = static_cast<int>(row.until) - static_cast<int>(row.since);
  if (row.since == monitoring::first_version && row.until == monitoring::last_version) return "all";
  if (more == 0) return since;
  return since + (more == 1 ? ", " : " to ") + until;
}

} // namespace

void check_errata_table(const std::filesystem::path& page, Problems& problems) {
  const std::optional<std::string> text = read_text(page);
  if (!text) return;
  const Place head{page.string(), 0};
  std::map<std::string, Line> lines;
  int number = 0;
  for (const std::string& line : split_lines(*text)) {
    const Place place{page.string(), ++number};
    const std::vector<std::string> cells = cells_of(line);
    const auto name = cells.size() < 3 ? std::nullopt : row_name(cells.back());
    if (!name) continue;
    if (!monitoring::parse_erratum(*name)) {
      problems.push_back({place, fmt::format("'{}' is no row of monitoring/errata.def", *name)});
    } else if (!lines.emplace(*name, Line{cells[0], cells[1], line, place}).second) {
      problems.push_back({place, fmt::format("{} has two lines", *name)});
    }
  }
  for (const BehaviourRow& row : monitoring::erratum_rows()) {
    const auto found = lines.find(std::string(row.name));
    if (found == lines.end()) {
      problems.push_back({head, fmt::format("{} of monitoring/errata.def has no line", row.name)});
      continue;
    }
    const Line& line = found->second;
    const std::vector<std::string> clauses = split_words(row.clause);
    if (std::find(clauses.begin(), clauses.end(), line.clause) == clauses.end()) {
      problems.push_back({line.place, fmt::format("{} belongs to {}, not to {}", row.name,
                                                  row.clause, line.clause)});
    }
    if (line.versions != versions_of(row)) {
      problems.push_back({line.place, fmt::format("{} holds in {}, not in {}", row.name,
                                                  versions_of(row), line.versions)});
    }
    if (row.issue != "unreported" && line.text.find(row.issue) == std::string::npos) {
      problems.push_back({line.place, fmt::format("{} is reported as {}", row.name, row.issue)});
    }
  }
}

} // namespace specmon::spec
