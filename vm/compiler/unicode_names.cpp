#include "vm/compiler/unicode_names.h"

#include <algorithm>
#include <iterator>

namespace specmon::compiler {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range identifier_starts[] = {
#define IDENTIFIER_START(first, last) {first, last},
#include "vm/compiler/unicode_names.def"
};

constexpr Range identifier_parts[] = {
#define IDENTIFIER_PART(first, last) {first, last},
#include "vm/compiler/unicode_names.def"
};

constexpr Range not_printable[] = {
#define NOT_PRINTABLE(first, last) {first, last},
#include "vm/compiler/unicode_names.def"
};

constexpr Range not_normal[] = {
#define NOT_NORMAL(first, last) {first, last},
#include "vm/compiler/unicode_names.def"
};

template <typename Table> bool contains(const Table& table, char32_t code_point) {
  const auto after =
      std::upper_bound(std::begin(table), std::end(table), code_point,
                       [](char32_t wanted, const Range& range) { return wanted < range.first; });
  return after != std::begin(table) && code_point <= std::prev(after)->last;
}

bool is_ascii_letter(char32_t code_point) {
  return (code_point >= 'a' && code_point <= 'z') || (code_point >= 'A' && code_point <= 'Z') ||
         code_point == '_';
}

} // namespace

bool is_identifier_start(char32_t code_point) {
  if (code_point < 0x80) return is_ascii_letter(code_point);
  return contains(identifier_starts, code_point);
}

bool is_identifier_part(char32_t code_point) {
  if (code_point < 0x80)
    return is_ascii_letter(code_point) || (code_point >= '0' && code_point <= '9');
  return contains(identifier_parts, code_point);
}

bool may_be_denormal(char32_t code_point) {
  return code_point >= 0x80 && contains(not_normal, code_point);
}

bool is_printable(char32_t code_point) {
  if (code_point < 0x80) return code_point >= 0x20 && code_point < 0x7F;
  return !contains(not_printable, code_point);
}

} // namespace specmon::compiler
