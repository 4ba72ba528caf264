#pragma once
// The exception table of a code object: where an exception goes that is raised in a region.
// Offsets count code units. Regions do not overlap and stand in order; code outside of every
// region lets the exception leave the frame.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace specmon::vm {

struct ExceptionTableEntry {
  std::uint32_t start;  // code unit
  std::uint32_t end;    // code unit, exclusive
  std::uint32_t target; // code unit of the handler
  std::uint32_t depth;  // how many values of the frame's stack stay
  bool push_lasti;      // push the failing instruction's offset below the exception

  friend bool operator==(const ExceptionTableEntry&, const ExceptionTableEntry&) = default;
};

using ExceptionTable = std::vector<ExceptionTableEntry>;

/// The region that contains the code unit, or null.
inline const ExceptionTableEntry* find_handler(const ExceptionTable& table, std::uint32_t unit) {
  const auto after = std::upper_bound(
      table.begin(), table.end(), unit,
      [](std::uint32_t at, const ExceptionTableEntry& entry) { return at < entry.start; });
  if (after == table.begin()) return nullptr;
  const auto& entry = *(after - 1);
  return unit < entry.end ? &entry : nullptr;
}

} // namespace specmon::vm
