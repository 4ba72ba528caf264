// String literals: escapes, implicit concatenation, f-strings (PEP 701).

#include <fmt/format.h>

#include <optional>

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

/// Adjacent literals as one list: text and fields, in order.
struct Parser::StringParts {
  struct Part {
    std::string text;
    FormattedValue* field = nullptr; ///< null: text
    Position position;
    bool has_u_prefix = false;
  };
  std::vector<Part> parts;
  bool has_fstring = false;
  bool has_bytes = false;
  bool has_text = false;
};

namespace {

int hex_value(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

/// `{{` and `}}` stand for single braces.
std::string without_doubled_braces(std::string_view text) {
  std::string result;
  for (std::size_t index = 0; index < text.size(); ++index) {
    result += text[index];
    if ((text[index] == '{' || text[index] == '}') && index + 1 < text.size() &&
        text[index + 1] == text[index])
      ++index;
  }
  return result;
}

/// The text of `f"{text=}"`, less its comments.
std::string debug_text(std::string_view text) {
  std::string result;
  char quote = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char character = text[index];
    if (quote != 0) {
      if (character == quote) quote = 0;
    } else if (character == '"' || character == '\'') {
      quote = character;
    } else if (character == '#') {
      while (index + 1 < text.size() && text[index + 1] != '\n') ++index;
      continue;
    }
    result += character;
  }
  return result;
}

} // namespace

/// What the body of a literal stands for; `token` is where errors are reported.
std::string Parser::decode(std::string_view body, const Token& token, bool is_bytes) {
  if (body.find('\\') == std::string_view::npos) return std::string(body);
  std::string result;
  result.reserve(body.size());
  std::size_t shown = 0; // positions in messages count a character past ASCII as its long escape
  const auto refuse = [&](std::size_t first, std::size_t last, const char* why) {
    fail_at(token.position,
            fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position "
                        "{}-{}: {}",
                        first, last, why));
  };
  for (std::size_t index = 0; index < body.size(); ++index) {
    const auto byte = static_cast<unsigned char>(body[index]);
    if (byte != '\\') {
      if (byte < 0x80)
        ++shown;
      else if ((byte & 0xC0U) != 0x80U)
        shown += 10;
      result += body[index];
      continue;
    }
    const std::size_t start = index;
    const char escaped = index + 1 < body.size() ? body[index + 1] : '\\';
    ++index;
    switch (escaped) {
    case '\n': break;
    case '\\':
    case '\'':
    case '"': result += escaped; break;
    case 'a': result += '\a'; break;
    case 'b': result += '\b'; break;
    case 'f': result += '\f'; break;
    case 'n': result += '\n'; break;
    case 'r': result += '\r'; break;
    case 't': result += '\t'; break;
    case 'v': result += '\v'; break;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7': {
      char32_t value = 0;
      std::size_t digits = 0;
      while (digits < 3 && index < body.size() && body[index] >= '0' && body[index] <= '7') {
        value = value * 8 + static_cast<char32_t>(body[index] - '0');
        ++index;
        ++digits;
      }
      --index;
      if (is_bytes)
        result += static_cast<char>(static_cast<unsigned char>(value));
      else
        append_code_point(result, value);
      break;
    }
    case 'x':
    case 'u':
    case 'U': {
      if (is_bytes && escaped != 'x') {
        result += '\\';
        result += escaped;
        break;
      }
      const std::size_t wanted = escaped == 'x' ? 2 : escaped == 'u' ? 4 : 8;
      char32_t value = 0;
      std::size_t digits = 0;
      while (digits < wanted && index + 1 < body.size() && hex_value(body[index + 1]) >= 0) {
        value = value * 16 + static_cast<char32_t>(hex_value(body[index + 1]));
        ++index;
        ++digits;
      }
      if (digits < wanted && is_bytes)
        fail_at(token.position,
                fmt::format("(value error) invalid \\x escape at position {}", start));
      if (digits < wanted)
        refuse(shown, shown + 1 + digits,
               escaped == 'x'   ? "truncated \\xXX escape"
               : escaped == 'u' ? "truncated \\uXXXX escape"
                                : "truncated \\UXXXXXXXX escape");
      if (value > 0x10FFFF) refuse(shown, shown + 9, "illegal Unicode character");
      if (is_bytes)
        result += static_cast<char>(static_cast<unsigned char>(value));
      else
        append_code_point(result, value);
      break;
    }
    case 'N':
      if (!is_bytes)
        fail(SyntaxErrorKind::unsupported, "character names in strings (\\N{...})", token.position);
      result += "\\N";
      break;
    default: // no escape: both characters stay
      result += '\\';
      --index;
      break;
    }
    shown += index + 1 - start;
  }
  return result;
}

/// Adjacent literals, which make one string.
Expression* Parser::strings() {
  const Position start = token().position;
  StringParts strings;
  while (at(Kind::STRING) || at(Kind::FSTRING_START)) {
    if (at(Kind::STRING))
      string_part(strings);
    else
      fstring_part(strings);
  }
  if (strings.has_bytes && (strings.has_text || strings.has_fstring))
    fail_here("cannot mix bytes and nonbytes literals");
  if (!strings.has_fstring) {
    std::string text = std::move(strings.parts[0].text);
    for (std::size_t index = 1; index < strings.parts.size(); ++index)
      text += strings.parts[index].text;
    auto* node = make_from<Constant>(start);
    node->has_u_prefix = strings.parts[0].has_u_prefix;
    node->value = strings.has_bytes ? vm::Constant::bytes(std::move(text))
                                    : vm::Constant::string(std::move(text));
    return node;
  }
  auto* joined = make_from<JoinedStr>(start);
  Expressions values;
  for (std::size_t index = 0; index < strings.parts.size();) {
    StringParts::Part& part = strings.parts[index];
    if (part.field != nullptr) {
      values.push_back(part.field);
      ++index;
      continue;
    }
    std::string text;
    Position position = part.position;
    for (; index < strings.parts.size() && strings.parts[index].field == nullptr; ++index) {
      text += strings.parts[index].text;
      position = spanning(position, strings.parts[index].position);
    }
    if (text.empty()) continue;
    auto* constant = make<Constant>(position);
    constant->has_u_prefix = part.has_u_prefix;
    constant->value = vm::Constant::string(std::move(text));
    values.push_back(constant);
  }
  joined->values = arena_.copy(values);
  return joined;
}

void Parser::string_part(StringParts& strings) {
  const Token& literal = token();
  std::string_view text = text_at(literal);
  bool is_bytes = false;
  bool raw = false;
  bool has_u_prefix = false;
  while (text.front() != '"' && text.front() != '\'') {
    const char prefix = static_cast<char>(text.front() | 0x20);
    is_bytes = is_bytes || prefix == 'b';
    raw = raw || prefix == 'r';
    has_u_prefix = has_u_prefix || text.front() == 'u';
    text.remove_prefix(1);
  }
  const std::size_t quotes = text.size() >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
  const std::string_view body = text.substr(quotes, text.size() - 2 * quotes);
  if (is_bytes)
    for (char character : body)
      if (static_cast<unsigned char>(character) >= 0x80)
        fail_at(literal.position, "bytes can only contain ASCII literal characters");
  StringParts::Part part;
  part.text = raw ? std::string(body) : decode(body, literal, is_bytes);
  part.position = literal.position;
  part.has_u_prefix = has_u_prefix;
  (is_bytes ? strings.has_bytes : strings.has_text) = true;
  strings.parts.push_back(std::move(part));
  advance();
}

void Parser::fstring_part(StringParts& strings) {
  const Nesting nesting(*this);
  strings.has_fstring = true;
  const std::string_view prefix = text_at(token());
  const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
  advance();
  while (!accept(Kind::FSTRING_END)) {
    if (at(Kind::FSTRING_MIDDLE)) {
      StringParts::Part part;
      part.text = without_doubled_braces(text_at(token()));
      if (!raw) part.text = decode(part.text, token(), false);
      part.position = token().position;
      if (!part.text.empty()) strings.parts.push_back(std::move(part));
      advance();
    } else {
      replacement_field(strings, raw);
    }
  }
}

/// At the opening brace.
void Parser::replacement_field(StringParts& strings, bool raw) {
  const Token& opening = token();
  expect(Kind::LBRACE);
  if (at(Kind::RBRACE) || at(Kind::EXCLAMATION) || at(Kind::COLON) || at(Kind::EQUAL))
    fail_here(fmt::format("f-string: valid expression required before '{}'", text_of(kind())));
  const Position first = token().position;
  const std::uint16_t outer_field = std::exchange(field_level_, opening.level);
  Expression* value = explained([&] { return yield_or_star_expressions(); },
                                "f-string: expecting a valid expression after '{'", &first);
  field_level_ = outer_field;
  const auto refuse = [&](const char* expected) {
    explain_missing_comma();
    fail_here(std::string("f-string: expecting ") + expected);
  };
  const bool debug = accept(Kind::EQUAL);
  if (!at(Kind::EXCLAMATION) && !at(Kind::COLON) && !at(Kind::RBRACE))
    refuse(debug ? "'!', or ':', or '}'" : "'=', or '!', or ':', or '}'");
  const Token& after_expression = token();
  int conversion = -1;
  if (at(Kind::EXCLAMATION)) {
    const Token& mark = token();
    advance();
    if (at(Kind::COLON) || at(Kind::RBRACE)) fail_here("f-string: missing conversion character");
    if (!at(Kind::NAME)) fail_here("f-string: invalid conversion character");
    if (token().begin != mark.end)
      fail_at(spanning(mark.position, token().position),
              "f-string: conversion type must come right after the exclamation mark");
    const std::string_view letter = text_at(token());
    if (letter != "s" && letter != "r" && letter != "a")
      fail_here(fmt::format(
          "f-string: invalid conversion character '{}': expected 's', 'r', or 'a'", letter));
    conversion = letter.front();
    advance();
    if (!at(Kind::COLON) && !at(Kind::RBRACE)) refuse("':' or '}'");
  }
  JoinedStr* spec = nullptr;
  if (at(Kind::COLON)) {
    const Token& colon = token();
    advance();
    spec = format_spec(colon, raw);
  }
  if (!at(Kind::RBRACE)) refuse(spec != nullptr ? "'}', or format specs" : "'}'");
  advance();
  if (debug) {
    StringParts::Part part;
    part.text = debug_text(text_.substr(opening.end, after_expression.begin - opening.end));
    part.position = {opening.position.line, opening.position.column + 1,
                     after_expression.position.line, after_expression.position.column};
    strings.parts.push_back(std::move(part));
    if (conversion == -1 && spec == nullptr) conversion = 'r';
  }
  auto* field = make_from<FormattedValue>(opening.position);
  field->value = value;
  field->conversion = conversion;
  field->format_spec = spec;
  StringParts::Part part;
  part.field = field;
  strings.parts.push_back(std::move(part));
}

JoinedStr* Parser::format_spec(const Token& colon, bool raw) {
  const Nesting nesting(*this);
  StringParts strings;
  while (at(Kind::FSTRING_MIDDLE) || at(Kind::LBRACE)) {
    if (at(Kind::LBRACE)) {
      replacement_field(strings, raw);
      continue;
    }
    StringParts::Part part;
    part.text = raw ? std::string(text_at(token())) : decode(text_at(token()), token(), false);
    part.position = token().position;
    strings.parts.push_back(std::move(part));
    advance();
  }
  auto* spec = make_from<JoinedStr>(colon.position);
  Expressions values;
  for (StringParts::Part& part : strings.parts) {
    if (part.field != nullptr) {
      values.push_back(part.field);
      continue;
    }
    auto* constant = make<Constant>(part.position);
    constant->value = vm::Constant::string(std::move(part.text));
    values.push_back(constant);
  }
  spec->values = arena_.copy(values);
  return spec;
}

} // namespace specmon::compiler
