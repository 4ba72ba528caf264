// The bytes: for each instruction one varint of its length in units with a flag in bit 0 (1: the
// location is the one before), then, if the flag is clear, signed varints: line less the line
// before; end line less line; column + 1; end column + 1. A missing line is written as line -1.

#include "vm/line_table.h"

namespace specmon::vm {

namespace {

void write_unsigned(std::string& out, std::uint32_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void write_signed(std::string& out, int value) {
  const auto bits = static_cast<std::uint32_t>(value);
  write_unsigned(out, value < 0 ? ~bits << 1 | 1 : bits << 1);
}

} // namespace

LineTable LineTable::encode(const std::vector<LineTableEntry>& entries, int first_line) {
  LineTable table;
  table.first_line_ = first_line;
  SourceLocation before = no_location;
  int line_before = first_line;
  for (const LineTableEntry& entry : entries) {
    const bool same = entry.location == before;
    write_unsigned(table.bytes_, entry.units << 1 | (same ? 1U : 0U));
    if (same) continue;
    const SourceLocation& at = entry.location;
    write_signed(table.bytes_, at.line - line_before);
    write_signed(table.bytes_, at.end_line - at.line);
    write_signed(table.bytes_, at.column + 1);
    write_signed(table.bytes_, at.end_column + 1);
    before = at;
    line_before = at.line;
  }
  return table;
}

std::vector<LineTableEntry> LineTable::decode() const {
  std::vector<LineTableEntry> entries;
  SourceLocation location = no_location;
  for (LineReader reader(*this); reader.advance(location);) {
    entries.push_back({reader.start(), reader.units(), location});
  }
  return entries;
}

std::vector<SourceLocation> LineTable::positions() const {
  std::vector<SourceLocation> result;
  for (const LineTableEntry& entry : decode()) {
    result.insert(result.end(), entry.units, entry.location);
  }
  return result;
}

std::vector<LineRange> line_ranges(const LineTable& table) {
  std::vector<LineRange> ranges;
  for (const LineTableEntry& entry : table.decode()) {
    const std::optional<int> line =
        entry.location.has_line() ? std::optional<int>(entry.location.line) : std::nullopt;
    if (!ranges.empty() && ranges.back().line == line) {
      ranges.back().end = entry.start + entry.units;
    } else {
      ranges.push_back({entry.start, entry.start + entry.units, line});
    }
  }
  return ranges;
}

} // namespace specmon::vm
