#include "spec/runner/results.h"
#include "spec/runner/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace specmon::spec {

namespace {
constexpr std::array<std::string_view, outcome_count> outcome_names = {
    "passed", "known", "unsupported", "failed", "errored"};
}

std::string_view to_string(Outcome outcome) {
  return outcome_names[static_cast<std::size_t>(outcome)];
}

std::optional<Outcome> parse_outcome(std::string_view text) {
  for (std::size_t index = 0; index < outcome_count; ++index) {
    if (outcome_names[index] == text) return static_cast<Outcome>(index);
  }
  return std::nullopt;
}

std::string Subject::title() const {
  return fmt::format("{} {}{}", display_name(), version, errata ? " with errata" : "");
}

std::string Subject::display_name() const {
  // As their makers write it; sys.implementation.name is in small letters.
  constexpr std::array<std::string_view, 4> written = {"CPython", "PyPy", "GraalPy", "RustPython"};
  for (const std::string_view own : written) {
    if (to_lower(own) == name) return std::string(own);
  }
  return name;
}

Counts Run::counts() const {
  Counts counts = {};
  for (const Result& result : results) ++counts[static_cast<std::size_t>(result.outcome)];
  return counts;
}

bool Run::is_as_expected() const {
  return std::all_of(results.begin(), results.end(),
                     [](const Result& result) { return is_expected(result.outcome); }) &&
         std::any_of(results.begin(), results.end(),
                     [](const Result& result) { return result.outcome == Outcome::passed; });
}

std::string counts_text(const Counts& counts) {
  std::string text;
  for (std::size_t index = 0; index < outcome_count; ++index) {
    if (counts[index] == 0) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {}", counts[index], outcome_names[index]);
  }
  return text.empty() ? "no scenario" : text;
}

} // namespace specmon::spec
