#pragma once
// Source text -> AST.

#include <memory>
#include <optional>
#include <string_view>

#include "vm/compiler/ast.h"
#include "vm/compiler/syntax_error.h"

namespace specmon::compiler {

enum class ParseMode {
  exec, ///< a module: `Ast::body`
  eval, ///< one expression: `Ast::expression`
};

/// Grammar that not all versions have; the names are those of the behaviours.
struct Grammar {
  bool except_without_parentheses = true;   ///< `except A, B:` (PEP 758)
  bool type_parameter_defaults = true;      ///< `def f[T = int]()` (PEP 696)
  bool unpacking_in_comprehensions = false; ///< `[*x for x in y]` (PEP 798)
};

/// Either `ast` or `error` is set, never both.
struct ParseResult {
  std::unique_ptr<Ast> ast;
  std::optional<SyntaxError> error;
};

/// Parses UTF-8 text (a byte order mark is accepted). Never throws on bad source; nesting is
/// limited.
ParseResult parse(std::string_view source, ParseMode mode = ParseMode::exec,
                  const Grammar& grammar = {});

/// A syntax error at a node's position, for errors found after parsing (`'return' outside
/// function`).
SyntaxError syntax_error_at(std::string_view source, const Position& position, std::string message,
                            SyntaxErrorKind kind = SyntaxErrorKind::syntax_error);

} // namespace specmon::compiler
