#pragma once
// What the lexer, the parser and the compiler answer when the source text is wrong, or uses
// something that is not supported.

#include <string>

namespace specmon::compiler {

enum class SyntaxErrorKind {
  syntax_error,
  indentation_error,
  tab_error,
  unsupported, ///< right Python, but not supported here: exit status 3 of the command
};

/// Source: the attributes of Python's SyntaxError. Lines and columns count from 1 here, and columns
/// are in code points, as there (`lineno`, `offset`, `end_lineno`, `end_offset`); an end of 0 means
/// that there is none.
struct SyntaxError {
  SyntaxErrorKind kind = SyntaxErrorKind::syntax_error;
  std::string message;
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;
  /// The text of `line`, with its newline unless the lexer found the error or was on a later line
  /// already.
  std::string source_line;
  /// Found after parsing: Python shows the line that a file of that name has, if any (`text`).
  bool after_parsing = false;
};

/// "SyntaxError", "IndentationError", "TabError", or "unsupported".
const char* name_of(SyntaxErrorKind kind);

} // namespace specmon::compiler
