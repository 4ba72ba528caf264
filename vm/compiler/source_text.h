#pragma once
// A source text made ready for the lexer: without byte order mark, lines end in '\n' alone.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/compiler/syntax_error.h"

namespace specmon::compiler {

class SourceText {
public:
  /// Keeps a view of `source` if it needs no change: the source must outlive this.
  explicit SourceText(std::string_view source);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  std::string_view text() const { return text_; }

  /// Null bytes and invalid UTF-8 are refused, and so is a coding line that names something else.
  std::optional<SyntaxError> check_encoding() const;

  /// The line of that number (from 1), with its newline if it has one; empty past the end.
  std::string_view line(int number) const;

  /// 1-based column in code points of a byte column.
  int character_column(int line_number, int byte_column) const;

private:
  std::string normalised_;
  std::string_view text_;
  mutable std::vector<std::size_t> line_starts_; // filled when first asked for
};

/// Takes away the newline that a line ends with.
void remove_newline(std::string& line);

/// Code points in UTF-8 text.
int count_code_points(std::string_view text);

/// Decodes the code point at `offset` of valid UTF-8 and moves past it.
char32_t decode_code_point(std::string_view text, std::size_t& offset);

/// Appends a code point (a surrogate too) in UTF-8's pattern.
void append_code_point(std::string& text, char32_t code_point);

} // namespace specmon::compiler
