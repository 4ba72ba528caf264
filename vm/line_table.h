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

/// Reads a line table from front to back, an instruction at a time.
class LineReader {
public:
  explicit LineReader(const LineTable& table)
      : next_(table.bytes().data()), end_(next_ + table.bytes().size()), line_(table.first_line()) {
  }

  /// Goes on to the next entry without looking at its columns, which is far quicker; false: there
  /// is none.
  bool advance() {
    return advance([this] {
      for (int skipped = 0; skipped < 3; ++skipped) {
        while ((*next_++ & 0x80) != 0) {
        }
      }
    });
  }
  /// ... `location`: that of the entry before, which becomes this one's.
  bool advance(SourceLocation& location) {
    return advance([&] {
      location.line = line_;
      location.end_line = line_ + read_signed();
      location.column = read_signed() - 1;
      location.end_column = read_signed() - 1;
    });
  }
  std::uint32_t start() const { return start_; } // code unit
  std::uint32_t units() const { return units_; }
  int line() const { return has_location_ ? line_ : -1; } // -1: none

private:
  template <class Rest> bool advance(const Rest& read_rest) {
    if (next_ == end_) return false;
    start_ += units_;
    const std::uint32_t head = read_unsigned();
    units_ = head >> 1;
    if ((head & 1) == 0) {
      line_ += read_signed();
      has_location_ = true;
      read_rest();
    }
    return true;
  }
  std::uint32_t read_unsigned() {
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
  int read_signed() {
    const std::uint32_t value = read_unsigned();
    return static_cast<int>((value & 1) != 0 ? ~(value >> 1) : value >> 1);
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
