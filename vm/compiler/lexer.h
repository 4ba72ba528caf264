#pragma once
// Source text -> tokens, all at once. f-strings are tokenised as in PEP 701.

#include <optional>
#include <vector>

#include "vm/compiler/source_text.h"
#include "vm/compiler/tokens.h"

namespace specmon::compiler {

/// A bracket that is open.
struct OpenBracket {
  char character = 0;
  std::uint32_t token = 0; ///< index
};

/// The last token is ENDMARKER, or ERRORTOKEN where the text could not be read on: then `error`
/// says why, or `open_brackets` are those that the text's end left open.
struct TokenList {
  std::vector<Token> tokens;
  std::optional<SyntaxError> error;
  /// Whether `error` is what to report if the parser fails before it gets there.
  bool error_explains_more = true;
  std::vector<OpenBracket> open_brackets;
};

TokenList tokenize(const SourceText& source);

} // namespace specmon::compiler
