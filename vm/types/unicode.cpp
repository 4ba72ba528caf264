#include "vm/types/unicode.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace specmon::vm::unicode {
namespace {

struct Record {
  std::uint16_t flags;
  std::int32_t lower, upper, title, folded; // distance to the mapped code point
  std::uint8_t special;                     // some mapping has more than one code point
};
struct SpecialMapping {
  std::uint32_t code_point;
  std::uint8_t kind; // 0 lower, 1 upper, 2 title, 3 folded
  char32_t result[3];
};

#include "vm/types/unicode_tables.inc"

enum Flag : std::uint16_t {
  alpha = 1 << 0,
  decimal = 1 << 1,
  digit = 1 << 2,
  numeric = 1 << 3,
  lower = 1 << 4,
  upper = 1 << 5,
  title = 1 << 6,
  space = 1 << 7,
  line_break = 1 << 8,
  printable = 1 << 9,
  identifier_start = 1 << 10,
  identifier_part = 1 << 11,
  cased = 1 << 12,
  case_ignorable = 1 << 13,
};

std::size_t range_of(char32_t code_point) {
  return static_cast<std::size_t>(
      std::upper_bound(std::begin(starts), std::end(starts), code_point) - std::begin(starts) - 1);
}

const Record& record_of(char32_t code_point) {
  static const std::array<std::uint16_t, 256> latin1 = [] {
    std::array<std::uint16_t, 256> table{};
    for (char32_t c = 0; c < 256; ++c) table[c] = record_of_range[range_of(c)];
    return table;
  }();
  if (code_point < 256) return records[latin1[code_point]];
  return records[record_of_range[range_of(code_point)]];
}

bool has(char32_t code_point, std::uint16_t flags) {
  return (record_of(code_point).flags & flags) != 0;
}

void append_mapped(std::u32string& text, char32_t code_point, int kind, std::int32_t distance,
                   bool special) {
  if (special) {
    auto before = [](const SpecialMapping& row, std::pair<std::uint32_t, int> key) {
      return std::pair(row.code_point, int{row.kind}) < key;
    };
    auto found = std::lower_bound(std::begin(special_mappings), std::end(special_mappings),
                                  std::pair(static_cast<std::uint32_t>(code_point), kind), before);
    if (found != std::end(special_mappings) && found->code_point == code_point &&
        found->kind == kind) {
      for (char32_t c : found->result) {
        if (c) text.push_back(c);
      }
      return;
    }
  }
  text.push_back(static_cast<char32_t>(static_cast<std::int32_t>(code_point) + distance));
}

} // namespace

bool is_alpha(char32_t c) {
  return has(c, alpha);
}
bool is_decimal(char32_t c) {
  return has(c, decimal);
}
bool is_digit(char32_t c) {
  return has(c, digit);
}
bool is_numeric(char32_t c) {
  return has(c, numeric);
}
bool is_alphanumeric(char32_t c) {
  return has(c, alpha | decimal | digit | numeric);
}
bool is_lower(char32_t c) {
  return has(c, lower);
}
bool is_upper(char32_t c) {
  return has(c, upper);
}
bool is_title(char32_t c) {
  return has(c, title);
}
bool is_wide_space(char32_t c) {
  return has(c, space);
}
bool is_line_break(char32_t c) {
  return has(c, line_break);
}
bool is_printable(char32_t c) {
  return has(c, printable);
}
bool is_identifier_start(char32_t c) {
  return has(c, identifier_start);
}
bool is_identifier_part(char32_t c) {
  return has(c, identifier_part);
}
bool is_cased(char32_t c) {
  return has(c, cased);
}
bool is_case_ignorable(char32_t c) {
  return has(c, case_ignorable);
}

int decimal_value(char32_t c) {
  if (c < 128) return c >= U'0' && c <= U'9' ? static_cast<int>(c - U'0') : -1;
  if (!is_decimal(c)) return -1;
  return static_cast<int>(c - starts[range_of(c)]);
}

void append_lower(std::u32string& text, char32_t c) {
  const Record& record = record_of(c);
  append_mapped(text, c, 0, record.lower, record.special);
}
void append_upper(std::u32string& text, char32_t c) {
  const Record& record = record_of(c);
  append_mapped(text, c, 1, record.upper, record.special);
}
void append_title(std::u32string& text, char32_t c) {
  const Record& record = record_of(c);
  append_mapped(text, c, 2, record.title, record.special);
}
void append_folded(std::u32string& text, char32_t c) {
  const Record& record = record_of(c);
  append_mapped(text, c, 3, record.folded, record.special);
}

} // namespace specmon::vm::unicode
