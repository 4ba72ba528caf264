// What Unicode says of a code point, as Python's str methods and its lexer ask: no VM needed.
// The tables (unicode_tables.inc) are made by unicode_tables.py from a real Python's answers.
#pragma once

#include <cstdint>
#include <string>

namespace specmon::vm::unicode {

bool is_alpha(char32_t code_point);
bool is_decimal(char32_t code_point);
bool is_digit(char32_t code_point);
bool is_numeric(char32_t code_point);
bool is_alphanumeric(char32_t code_point);
bool is_lower(char32_t code_point);
bool is_upper(char32_t code_point);
bool is_title(char32_t code_point);
bool is_wide_space(char32_t code_point); // beyond ASCII
inline bool is_space(char32_t c) {
  if (c >= 128) return is_wide_space(c);
  constexpr std::uint64_t spaces = 0x1'F000'3E00; // 0x09 to 0x0D, 0x1C to 0x20
  return c <= U' ' && (spaces >> c & 1) != 0;
}
bool is_line_break(char32_t code_point);
bool is_printable(char32_t code_point);
bool is_identifier_start(char32_t code_point); // `_` included
bool is_identifier_part(char32_t code_point);
bool is_cased(char32_t code_point);
bool is_case_ignorable(char32_t code_point);
int decimal_value(char32_t code_point); // -1: not a decimal digit

// Full mappings: one code point may become three.
void append_lower(std::u32string& text, char32_t code_point);
void append_upper(std::u32string& text, char32_t code_point);
void append_title(std::u32string& text, char32_t code_point);
void append_folded(std::u32string& text, char32_t code_point);

} // namespace specmon::vm::unicode
