#include "vm/compiler/syntax_error.h"

namespace specmon::compiler {

const char* name_of(SyntaxErrorKind kind) {
  switch (kind) {
  case SyntaxErrorKind::syntax_error: return "SyntaxError";
  case SyntaxErrorKind::indentation_error: return "IndentationError";
  case SyntaxErrorKind::tab_error: return "TabError";
  case SyntaxErrorKind::unsupported: return "unsupported";
  }
  return "";
}

} // namespace specmon::compiler
