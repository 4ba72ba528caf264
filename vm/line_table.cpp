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

class Reader {
public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool done() const { return next_ >= bytes_.size(); }

  std::uint32_t read_unsigned() {
    std::uint32_t value = 0;
    for (int shift = 0; !done(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[next_++]);
      value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
      if (!(byte & 0x80)) break;
    }
    return value;
  }

  int read_signed() {
    const std::uint32_t value = read_unsigned();
    return static_cast<int>(value & 1 ? ~(value >> 1) : value >> 1);
  }

private:
  std::string_view bytes_;
  std::size_t next_ = 0;
};

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
  Reader reader(bytes_);
  SourceLocation location = no_location;
  int line_before = first_line_;
  std::uint32_t start = 0;
  while (!reader.done()) {
    const std::uint32_t head = reader.read_unsigned();
    if (!(head & 1)) {
      location.line = line_before + reader.read_signed();
      location.end_line = location.line + reader.read_signed();
      location.column = reader.read_signed() - 1;
      location.end_column = reader.read_signed() - 1;
      line_before = location.line;
    }
    entries.push_back({start, head >> 1, location});
    start += head >> 1;
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
