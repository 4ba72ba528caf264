// The patterns of `case`.

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

/// An open sequence (`case a, b:`) or one pattern.
Pattern* Parser::patterns() {
  const Position start = token().position;
  Pattern* first = maybe_star_pattern();
  if (!at(Kind::COMMA)) {
    if (is<MatchStar>(first)) fail_generic();
    return first;
  }
  std::vector<Pattern*> elements = {first};
  while (accept(Kind::COMMA)) {
    if (at(Kind::COLON) || at(Kind::KW_IF)) break;
    elements.push_back(maybe_star_pattern());
  }
  auto* node = make_from<MatchSequence>(start);
  node->patterns = arena_.copy(elements);
  return node;
}

Pattern* Parser::maybe_star_pattern() {
  if (!at(Kind::STAR)) return pattern();
  const Position start = token().position;
  advance();
  Identifier name = expect_name();
  if (name == "_") name = {};
  auto* node = make_from<MatchStar>(start);
  node->name = name;
  return node;
}

/// The name that a pattern binds.
Identifier Parser::capture_name() {
  if (at_word("_")) fail_here("cannot use '_' as a target");
  return expect_name();
}

Pattern* Parser::pattern() {
  const Position start = token().position;
  Pattern* inner = or_pattern();
  if (!accept(Kind::KW_AS)) return inner;
  const Identifier name = capture_name();
  auto* node = make_from<MatchAs>(start);
  node->pattern = inner;
  node->name = name;
  return node;
}

Pattern* Parser::or_pattern() {
  const Position start = token().position;
  Pattern* first = closed_pattern();
  if (!at(Kind::VBAR)) return first;
  std::vector<Pattern*> alternatives = {first};
  while (accept(Kind::VBAR)) alternatives.push_back(closed_pattern());
  auto* node = make_from<MatchOr>(start);
  node->patterns = arena_.copy(alternatives);
  return node;
}

Pattern* Parser::closed_pattern() {
  const Nesting nesting(*this);
  const Position start = token().position;
  const auto singleton = [&](vm::Constant value) {
    advance();
    auto* node = make_from<MatchSingleton>(start);
    node->value = std::move(value);
    return node;
  };
  switch (kind()) {
  case Kind::KW_NONE: return singleton(vm::Constant::none());
  case Kind::KW_TRUE: return singleton(vm::Constant::boolean(true));
  case Kind::KW_FALSE: return singleton(vm::Constant::boolean(false));
  case Kind::NAME: return name_pattern();
  case Kind::LPAR:
  case Kind::LSQB: return group_or_sequence_pattern();
  case Kind::LBRACE: return mapping_pattern();
  case Kind::NUMBER:
  case Kind::MINUS:
  case Kind::STRING:
  case Kind::FSTRING_START: {
    Expression* value = literal_expression();
    auto* node = make_from<MatchValue>(start);
    node->value = value;
    return node;
  }
  default: fail_generic();
  }
}

/// `-1`, `2.5`, `1 + 2j`.
Expression* Parser::signed_number() {
  const Position start = token().position;
  const auto negated = [&](bool negative) -> Expression* {
    if (!at(Kind::NUMBER)) fail_generic();
    Expression* operand = number();
    if (!negative) return operand;
    auto* node = make_from<UnaryOp>(start);
    node->op = UnaryOperator::USub;
    node->operand = operand;
    return node;
  };
  Expression* real = negated(accept(Kind::MINUS));
  if (!at(Kind::PLUS) && !at(Kind::MINUS)) return real;
  const auto* real_number = try_as<Constant>(
      is<UnaryOp>(real) ? static_cast<const Expression*>(as<UnaryOp>(real)->operand) : real);
  if (real_number->value.is(vm::Constant::Kind::complex))
    fail_at(real_number->position, "real number required in complex literal");
  const Operator op = at(Kind::PLUS) ? Operator::Add : Operator::Sub;
  advance();
  if (!at(Kind::NUMBER)) fail_generic();
  Expression* imaginary = number();
  if (!as<Constant>(imaginary)->value.is(vm::Constant::Kind::complex))
    fail_at(imaginary->position, "imaginary number required in complex literal");
  auto* node = make_from<BinOp>(start);
  node->left = real;
  node->op = op;
  node->right = imaginary;
  return node;
}

/// A literal that a value pattern or a key of a mapping pattern can be.
Expression* Parser::literal_expression() {
  switch (kind()) {
  case Kind::NUMBER:
  case Kind::MINUS: return signed_number();
  case Kind::FSTRING_START:
  case Kind::STRING: {
    Expression* value = strings();
    if (is<JoinedStr>(value))
      fail_at(value->position, "patterns may only match literals and attribute lookups");
    return value;
  }
  case Kind::KW_NONE: return constant(vm::Constant::none());
  case Kind::KW_TRUE: return constant(vm::Constant::boolean(true));
  case Kind::KW_FALSE: return constant(vm::Constant::boolean(false));
  default: fail_generic();
  }
}

/// A capture, the wildcard, a dotted value, or a class pattern.
Pattern* Parser::name_pattern() {
  const Position start = token().position;
  Expression* value = name();
  while (accept(Kind::DOT)) {
    const Identifier attr = expect_name();
    grow();
    auto* node = make_from<Attribute>(start);
    node->value = value;
    node->attr = attr;
    value = node;
  }
  if (at(Kind::LPAR)) return class_pattern(value, start);
  if (is<Name>(value)) {
    auto* node = make_from<MatchAs>(start);
    if (as<Name>(value)->id != "_") node->name = as<Name>(value)->id;
    return node;
  }
  auto* node = make_from<MatchValue>(start);
  node->value = value;
  return node;
}

Pattern* Parser::class_pattern(Expression* cls, const Position& start) {
  advance();
  std::vector<Pattern*> positional;
  std::vector<Identifier> names;
  std::vector<Pattern*> keyword_patterns;
  const Pattern* misplaced_first = nullptr;
  const Pattern* misplaced_last = nullptr;
  while (!at(Kind::RPAR)) {
    if (at(Kind::NAME) && kind_ahead(1) == Kind::EQUAL) {
      names.push_back(expect_name());
      advance();
      keyword_patterns.push_back(pattern());
    } else {
      positional.push_back(pattern());
      if (!names.empty()) {
        misplaced_last = positional.back();
        if (misplaced_first == nullptr) misplaced_first = misplaced_last;
      }
    }
    if (!accept(Kind::COMMA)) break;
  }
  if (misplaced_first != nullptr)
    fail_at(spanning(misplaced_first->position, misplaced_last->position),
            "positional patterns follow keyword patterns");
  expect(Kind::RPAR);
  auto* node = make_from<MatchClass>(start);
  node->cls = cls;
  node->patterns = arena_.copy(positional);
  node->kwd_attrs = arena_.copy(names);
  node->kwd_patterns = arena_.copy(keyword_patterns);
  return node;
}

Pattern* Parser::group_or_sequence_pattern() {
  const Position start = token().position;
  const bool is_list = at(Kind::LSQB);
  const Kind closing = is_list ? Kind::RSQB : Kind::RPAR;
  advance();
  std::vector<Pattern*> elements;
  while (!at(closing)) {
    elements.push_back(maybe_star_pattern());
    if (!is_list && elements.size() == 1 && at(closing)) {
      if (is<MatchStar>(elements[0])) fail_generic();
      advance();
      return elements[0]; // a group
    }
    if (!accept(Kind::COMMA)) break;
  }
  expect(closing);
  auto* node = make_from<MatchSequence>(start);
  node->patterns = arena_.copy(elements);
  return node;
}

Pattern* Parser::mapping_pattern() {
  const Position start = token().position;
  advance();
  Expressions keys;
  std::vector<Pattern*> values;
  Identifier rest;
  while (!at(Kind::RBRACE)) {
    if (accept(Kind::DOUBLESTAR)) {
      if (at_word("_")) fail_generic();
      rest = expect_name();
      accept(Kind::COMMA);
      break;
    }
    if (at(Kind::NAME)) {
      const Position key_start = token().position;
      Expression* key = name();
      if (!at(Kind::DOT)) fail_generic();
      while (accept(Kind::DOT)) {
        const Identifier attr = expect_name();
        grow();
        auto* node = make_from<Attribute>(key_start);
        node->value = key;
        node->attr = attr;
        key = node;
      }
      keys.push_back(key);
    } else {
      keys.push_back(literal_expression());
    }
    expect(Kind::COLON);
    values.push_back(pattern());
    if (!accept(Kind::COMMA)) break;
  }
  expect(Kind::RBRACE);
  auto* node = make_from<MatchMapping>(start);
  node->keys = arena_.copy(keys);
  node->patterns = arena_.copy(values);
  node->rest = rest;
  return node;
}

} // namespace specmon::compiler
