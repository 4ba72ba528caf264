#include <doctest/doctest.h>

#include <string>

#include "vm/compiler/lexer.h"

using namespace specmon::compiler;

namespace {

/// The kinds and texts of the tokens, for reading.
std::string words(std::string_view text) {
  const SourceText source(text);
  std::string result;
  for (const Token& token : tokenize(source).tokens) {
    if (!result.empty()) result += ' ';
    switch (token.kind) {
    case TokenKind::NEWLINE: result += "NEWLINE"; break;
    case TokenKind::INDENT: result += "INDENT"; break;
    case TokenKind::DEDENT: result += "DEDENT"; break;
    case TokenKind::ENDMARKER: result += "END"; break;
    case TokenKind::ERRORTOKEN: result += "ERROR"; break;
    default: result += source.text().substr(token.begin, token.end - token.begin);
    }
  }
  return result;
}

} // namespace

TEST_CASE("Indentation becomes tokens, and blank lines and comments do not") {
  CHECK(words("if a:\n  b\n\n  # c\n\n  if d: e\nf") ==
        "if a : NEWLINE INDENT b NEWLINE if d : e NEWLINE DEDENT f NEWLINE END");
  CHECK(words("# only\n\n") == "END");
  CHECK(words("a\n  # c") == "a NEWLINE END");
}

TEST_CASE("Lines are joined by a backslash and inside brackets") {
  CHECK(words("a = (\n1,\n\n  # c\n2)\n") == "a = ( 1 , 2 ) NEWLINE END");
  CHECK(words("a + \\\n  b") == "a + b NEWLINE END");
}

TEST_CASE("The longest operator is taken") {
  CHECK(words("a**=b//=c>>=d->e:=f...g!=h<>i") ==
        "a **= b //= c >>= d -> e := f ... g != h <> i NEWLINE END");
}

TEST_CASE("Numbers end where a keyword begins") {
  CHECK(words("1if 2else 0x1for") == "1 if 2 else 0x1f or NEWLINE END");
  CHECK(words("1_000.5e-1_0j .5 1. 0_0") == "1_000.5e-1_0j .5 1. 0_0 NEWLINE END");
}

TEST_CASE("All prefixes of strings are known, in any case") {
  CHECK(words("rb'a' Br'' u'' R\"\"\"\n\"\"\" b\"\"") ==
        "rb'a' Br'' u'' R\"\"\"\n\"\"\" b\"\" NEWLINE END");
  CHECK(words("ur'a'") == "ur 'a' NEWLINE END");
}

TEST_CASE("An f-string is cut into text and fields") {
  CHECK(words("f'a{{b{c!r:>{d}x}e'") == "f' a{{b { c ! r : > { d } x } e ' NEWLINE END");
  CHECK(words("f'{a:=1}{b==c}'") == "f' { a : =1 } { b == c } ' NEWLINE END");
  CHECK(words("f'{x['a']}'") == "f' { x [ 'a' ] } ' NEWLINE END"); // PEP 701
}

TEST_CASE("Brackets know their partners") {
  const SourceText source("(a[b])");
  const TokenList list = tokenize(source);
  CHECK(list.tokens[0].partner == 5);
  CHECK(list.tokens[2].partner == 4);
}

TEST_CASE("Columns are counted in bytes") {
  const SourceText source("\xC3\xA9 = a\n");
  const TokenList list = tokenize(source);
  CHECK(list.tokens[0].position == Position{1, 0, 1, 2});
  CHECK(list.tokens[2].position == Position{1, 5, 1, 6});
}

TEST_CASE("What is left open at the end is remembered") {
  const SourceText source("a(\n[b\n");
  const TokenList list = tokenize(source);
  CHECK(list.tokens.back().kind == TokenKind::ERRORTOKEN);
  CHECK(list.error.has_value() == false);
  REQUIRE(list.open_brackets.size() == 2);
  CHECK(list.open_brackets.back().character == '[');
}
