#include "spec/runner/problem.h"

#include <fmt/format.h>

namespace specmon::spec {

std::string to_string(const Problem& problem) {
  if (problem.place.line == 0) return fmt::format("{}: {}", problem.place.file, problem.message);
  return fmt::format("{}:{}: {}", problem.place.file, problem.place.line, problem.message);
}

} // namespace specmon::spec
