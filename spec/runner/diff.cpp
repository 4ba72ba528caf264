#include "spec/runner/diff.h"
#include "spec/runner/text.h"

#include <sstream>
#include <vector>

#include <dtl/dtl.hpp>
#include <fmt/format.h>

namespace specmon::spec {

namespace {

// A diff takes time by the product of lengths and differences; nobody reads a longer one.
constexpr std::size_t most_bytes = std::size_t{256} << 10;
constexpr std::size_t most_lines = 2000;
constexpr std::size_t most_width = 2000;
constexpr std::size_t most_shown = 60;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines = split_lines(valid_utf8(text.substr(0, most_bytes)));
  if (!text.empty() && text.back() != '\n') lines.back() += "  (no line end)";
  if (lines.size() > most_lines) {
    const std::size_t more = lines.size() - most_lines;
    lines.resize(most_lines);
    lines.push_back(fmt::format("({} more lines)", more));
  }
  for (std::string& line : lines) {
    if (line.size() > most_width) line = valid_utf8(line.substr(0, most_width)) + "...";
  }
  return lines;
}

} // namespace

std::string unified_diff(std::string_view expected, std::string_view actual) {
  if (expected == actual) return {};
  dtl::Diff<std::string, std::vector<std::string>> diff(lines_of(expected), lines_of(actual));
  diff.compose();
  diff.composeUnifiedHunks();
  std::ostringstream hunks;
  diff.printUnifiedFormat(hunks);
  std::vector<std::string> lines = split_lines(hunks.str());
  if (lines.size() > most_shown) {
    const std::size_t more = lines.size() - most_shown;
    lines.resize(most_shown);
    lines.push_back(fmt::format("({} more lines of difference)", more));
  }
  if (lines.empty()) return "(the texts differ in their line ends only)\n";
  return join(lines, "\n") + "\n";
}

} // namespace specmon::spec
