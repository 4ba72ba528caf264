#pragma once
// Tokens: the words of a source text.

#include <cstdint>
#include <string_view>

#include "vm/compiler/position.h"

namespace specmon::compiler {

enum class TokenKind : std::uint8_t {
#define TOKEN(kind, text) kind,
#include "vm/compiler/tokens.def"
};

struct Token {
  TokenKind kind = TokenKind::ENDMARKER;
  std::uint16_t level = 0;   ///< brackets that are open after it
  std::uint32_t begin = 0;   ///< byte offsets into the text
  std::uint32_t end = 0;     ///< exclusive
  std::uint32_t partner = 0; ///< of an opening bracket: index of the token that closes it, or 0
  Position position;
};

/// The fixed text of an operator or keyword, or a description of the kind.
const char* text_of(TokenKind kind);

/// The keyword that this word is, or NAME.
TokenKind keyword_kind(std::string_view word);

bool is_keyword(TokenKind kind);

} // namespace specmon::compiler
