#include "vm/compiler/tokens.h"

#include <cstddef>

namespace specmon::compiler {

namespace {

constexpr const char* texts[] = {
#define TOKEN(kind, text) text,
#include "vm/compiler/tokens.def"
};

struct Keyword {
  std::string_view text;
  TokenKind kind;
};

constexpr Keyword keywords[] = {
#define KEYWORD(kind, text) {text, TokenKind::kind},
#include "vm/compiler/tokens.def"
};

} // namespace

const char* text_of(TokenKind kind) {
  return texts[static_cast<std::size_t>(kind)];
}

TokenKind keyword_kind(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return TokenKind::NAME;
  for (const Keyword& keyword : keywords)
    if (keyword.text.front() == word.front() && keyword.text == word) return keyword.kind;
  return TokenKind::NAME;
}

bool is_keyword(TokenKind kind) {
  return kind >= TokenKind::KW_FALSE;
}

} // namespace specmon::compiler
