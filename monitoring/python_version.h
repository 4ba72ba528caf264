// The CPython versions whose sys.monitoring the model follows. Nothing may compare versions to
// decide what to do: that is what behaviours.def is for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace specmon::monitoring {

enum class PythonVersion : std::uint8_t { v3_12, v3_13, v3_14, v3_15 };

inline constexpr PythonVersion first_version = PythonVersion::v3_12;
inline constexpr PythonVersion last_version = PythonVersion::v3_15;
inline constexpr PythonVersion default_version = PythonVersion::v3_14;

// "3.12" ... "3.15".
[[nodiscard]] std::string_view to_string(PythonVersion version) noexcept;

// The inverse of to_string; nullopt for anything else.
[[nodiscard]] std::optional<PythonVersion> parse_python_version(std::string_view text) noexcept;

} // namespace specmon::monitoring
