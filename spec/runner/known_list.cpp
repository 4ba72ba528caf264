#include "spec/runner/known_list.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

using Numbers = std::vector<int>;

// 3.14.2 as numbers, 3.15.0rc1 as 3.15.0; nullopt for anything else.
std::optional<Numbers> parse_version(std::string_view text) {
  Numbers numbers;
  while (true) {
    int number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc() || number < 0) return std::nullopt;
    numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
    const bool is_last =
        starts_with(text, "a") || starts_with(text, "b") || starts_with(text, "rc");
    if (text.empty() || (is_last && numbers.size() == 3)) return numbers;
    if (text[0] != '.') return std::nullopt;
    text.remove_prefix(1);
  }
}

// As far as both go: 3.12 is equal to 3.12.7.
int compare(const Numbers& left, const Numbers& right) {
  for (std::size_t index = 0; index < std::min(left.size(), right.size()); ++index) {
    if (left[index] != right[index]) return left[index] < right[index] ? -1 : 1;
  }
  return 0;
}

struct Range {
  std::optional<Numbers> first;
  std::optional<Numbers> last;
};

std::optional<Range> parse_range(std::string_view text) {
  if (text == "all") return Range{};
  Range range;
  if (ends_with(text, "+")) {
    range.first = parse_version(text.substr(0, text.size() - 1));
    return range.first ? std::optional(range) : std::nullopt;
  }
  const std::size_t dash = text.find('-');
  range.first = parse_version(text.substr(0, dash));
  range.last = dash == std::string_view::npos ? range.first : parse_version(text.substr(dash + 1));
  if (!range.first || !range.last || compare(*range.last, *range.first) < 0) return std::nullopt;
  return range;
}

std::optional<std::vector<Range>> parse_ranges(std::string_view text) {
  std::vector<Range> ranges;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const auto range = parse_range(text.substr(0, comma));
    if (!range) return std::nullopt;
    ranges.push_back(*range);
    if (comma == text.size()) return ranges;
    text.remove_prefix(comma + 1);
  }
}

bool is_issue(std::string_view text) {
  if (text == "unreported" || starts_with(text, "https://")) return true;
  const std::size_t slash = text.find('/');
  const std::size_t sharp = text.find('#');
  return slash != std::string_view::npos && slash > 0 && sharp != std::string_view::npos &&
         sharp > slash + 1 && sharp + 1 < text.size() &&
         text.find_first_not_of("0123456789", sharp + 1) == std::string_view::npos;
}

} // namespace

bool version_in(std::string_view versions, std::string_view version) {
  const auto ranges = parse_ranges(versions);
  const auto numbers = parse_version(version);
  if (!ranges || !numbers) return false;
  return std::any_of(ranges->begin(), ranges->end(), [&](const Range& range) {
    return (!range.first || compare(*range.first, *numbers) <= 0) &&
           (!range.last || compare(*numbers, *range.last) <= 0);
  });
}

bool KnownDeviation::covers(std::string_view scenario, std::string_view version) const {
  return matches_glob(scenarios, scenario) && version_in(versions, version);
}

std::vector<KnownDeviation> load_known_list(const std::filesystem::path& file, Problems& problems) {
  std::vector<KnownDeviation> entries;
  std::error_code problem;
  if (!std::filesystem::exists(file, problem)) return entries;
  const auto text = read_text(file);
  if (!text) {
    problems.push_back(
        {{file.string(), 0}, fmt::format("cannot be read: {}", std::strerror(errno))});
    return entries;
  }
  int number = 0;
  for (const std::string& line : split_lines(*text)) {
    ++number;
    const Place place{file.string(), number};
    const std::vector<std::string> words = split_words(line);
    if (words.empty() || words[0][0] == '#') continue;
    if (words.size() < 4) {
      problems.push_back({place, "an entry is SCENARIOS VERSIONS ISSUE REASON..."});
    } else if (!parse_ranges(words[1])) {
      problems.push_back(
          {place, fmt::format("'{}' is no list of versions: all, 3.12, 3.12.1, 3.13+, "
                              "3.12.0-3.12.5, with commas between",
                              words[1])});
    } else if (!is_issue(words[2])) {
      problems.push_back({place, fmt::format("'{}' is no issue: owner/repository#N, an https "
                                             "address, or unreported",
                                             words[2])});
    } else {
      entries.push_back(
          {words[0], words[1], words[2], join({words.begin() + 3, words.end()}, " "), place});
    }
  }
  return entries;
}

} // namespace specmon::spec
