#include "monitoring/python_version.h"

#include <array>
#include <cstddef>

namespace specmon::monitoring {

namespace {
constexpr std::array<std::string_view, 4> version_names = {"3.12", "3.13", "3.14", "3.15"};
}

std::string_view to_string(PythonVersion version) noexcept {
  return version_names[static_cast<std::size_t>(version)];
}

std::optional<PythonVersion> parse_python_version(std::string_view text) noexcept {
  for (std::size_t index = 0; index < version_names.size(); ++index) {
    if (version_names[index] == text) return static_cast<PythonVersion>(index);
  }
  return std::nullopt;
}

} // namespace specmon::monitoring
