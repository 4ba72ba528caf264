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

/// Reads a line table from front to back, without the columns: far quicker than decode().
class LineReader {
public:
  explicit LineReader(const LineTable& table)
      : next_(table.bytes().data()), end_(next_ + table.bytes().size()), line_(table.first_line()) {
  }

  /// Goes on to the next entry; false: there is none.
  bool advance() {
    if (next_ == end_) return false;
    start_ += units_;
    const std::uint32_t head = read();
    units_ = head >> 1;
    if ((head & 1) == 0) {
      const std::uint32_t change = read();
      line_ += static_cast<int>((change & 1) != 0 ? ~(change >> 1) : change >> 1);
      has_location_ = true;
      for (int skipped = 0; skipped < 3; ++skipped) {
        while ((*next_++ & 0x80) != 0) {
        }
      }
    }
    return true;
  }
  std::uint32_t start() const { return start_; } // code unit
  std::uint32_t units() const { return units_; }
  int line() const { return has_location_ ? line_ : -1; } // -1: none

private:
  std::uint32_t read() {
    std::uint32_t value = static_cast<unsigned char>(*next_++);
    if (value < 0x80) [[likely]]
      return value;
    value &= 0x7f;
    for (int shift = 7;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*next_++);
      value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  const char* next_;
  const char* end_;
  int line_;
  std::uint32_t start_ = 0;
  std::uint32_t units_ = 0;
  bool has_location_ = false; // before the first: none
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
