// What a run of the suite gives: one result a scenario and implementation.
#pragma once

#include "monitoring/python_version.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

using monitoring::PythonVersion;

// Best first.
enum class Outcome { passed, known, unsupported, failed, errored };
inline constexpr std::size_t outcome_count = 5;

std::string_view to_string(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view text);
// As expected, or something that someone must look at?
constexpr bool is_expected(Outcome outcome) {
  return outcome < Outcome::failed;
}

// An implementation that was held against the suite.
struct Subject {
  std::string name;                                   // cpython
  std::string version;                                // 3.14.2
  PythonVersion python = monitoring::default_version; // whose expectations were used
  bool errata = false; // the deviations of that CPython are what is expected
  std::string command;

  std::string display_name() const; // "CPython"
  std::string title() const;        // "CPython 3.14.2"
};

struct Result {
  std::string scenario; // disable/one_location
  Outcome outcome = Outcome::passed;
  std::string reason;   // empty if passed
  std::string issue;    // known: where it is reported
  std::string expected; // the expectation's file, inside spec/scenarios
  std::string diff;     // from the expectation to the output; empty if equal
  std::string out;
  std::string err;
  std::optional<int> exit; // empty if it did not end by itself, or was not run
  double seconds = 0;
};

using Counts = std::array<std::size_t, outcome_count>;

struct Run {
  Subject subject;
  std::vector<Result> results;
  std::string trouble; // why nothing could be compared; else empty

  Counts counts() const;
  // All results as expected, and at least one scenario passed.
  bool is_as_expected() const;
};

// "229 passed, 2 known"; without those that are zero.
std::string counts_text(const Counts& counts);

} // namespace specmon::spec
