#pragma once
// The line table of a code object: which code units come from which place of the source. Offsets
// count code units. The bytes own themselves; decoding never fails on what an encoder made.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/source_location.h"

namespace specmon::vm {

/// One instruction (with its EXTENDED_ARGs and caches).
struct LineTableEntry {
  std::uint32_t start; // code unit
  std::uint32_t units;
  SourceLocation location;

  friend bool operator==(const LineTableEntry&, const LineTableEntry&) = default;
};

/// Entries follow each other without gaps, from unit 0.
class LineTable {
public:
  LineTable() = default;
  static LineTable encode(const std::vector<LineTableEntry>& entries, int first_line);

  std::vector<LineTableEntry> decode() const;
  /// A location for each code unit: `co_positions()`.
  std::vector<SourceLocation> positions() const;
  std::string_view bytes() const { return bytes_; }
  int first_line() const { return first_line_; }

private:
  std::string bytes_;
  int first_line_ = 0;
};

/// One range of `co_lines()`: neighbouring instructions of one line.
struct LineRange {
  std::uint32_t start; // code unit
  std::uint32_t end;   // code unit, exclusive
  std::optional<int> line;

  friend bool operator==(const LineRange&, const LineRange&) = default;
};
std::vector<LineRange> line_ranges(const LineTable& table);

} // namespace specmon::vm
