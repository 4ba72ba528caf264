// Expressions, from the loosest binding to atoms.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

bool Parser::at_expression_start() const {
  switch (kind()) {
  case Kind::NAME:
  case Kind::NUMBER:
  case Kind::STRING:
  case Kind::FSTRING_START:
  case Kind::LPAR:
  case Kind::LSQB:
  case Kind::LBRACE:
  case Kind::MINUS:
  case Kind::PLUS:
  case Kind::TILDE:
  case Kind::ELLIPSIS:
  case Kind::KW_NOT:
  case Kind::KW_LAMBDA:
  case Kind::KW_AWAIT:
  case Kind::KW_NONE:
  case Kind::KW_TRUE:
  case Kind::KW_FALSE: return true;
  default: return false;
  }
}

Expression* Parser::star_expressions() {
  const Position start = token().position;
  Expression* first = star_expression();
  if (!at(Kind::COMMA)) return first;
  Expressions elements = {first};
  while (accept(Kind::COMMA)) {
    if (!at_expression_start() && !at(Kind::STAR)) break;
    elements.push_back(star_expression());
  }
  auto* tuple = make_from<Tuple>(start);
  tuple->elts = arena_.copy(elements);
  return tuple;
}

Expression* Parser::star_expression() {
  if (!at(Kind::STAR)) return expression();
  const Position start = token().position;
  advance();
  Expression* value = bitwise_or();
  auto* starred = make_from<Starred>(start);
  starred->value = value;
  return starred;
}

Expression* Parser::star_named_expression() {
  return at(Kind::STAR) ? star_expression() : named_expression();
}

Expression* Parser::assignment_expression() {
  const Position start = token().position;
  auto* target = as<Name>(name());
  target->ctx = ExpressionContext::Store;
  advance();
  Expression* value = expression();
  auto* node = make_from<NamedExpr>(start);
  node->target = target;
  node->value = value;
  return node;
}

Expression* Parser::named_expression() {
  if (at(Kind::NAME) && kind_ahead(1) == Kind::COLONEQUAL) return assignment_expression();
  const std::size_t first = index_;
  Expression* value = expression();
  if (at(Kind::COLONEQUAL))
    if (!is<Name>(value) || tokens_[first].kind != Kind::NAME)
      fail_at(value->position,
              fmt::format("cannot use assignment expressions with {}", describe(value)));
  if (at(Kind::EQUAL)) refuse_assignment_in_condition(value, first);
  return value;
}

Expression* Parser::yield_or_star_expressions() {
  return at(Kind::KW_YIELD) ? yield_expression() : star_expressions();
}

Expression* Parser::yield_expression() {
  const Nesting nesting(*this);
  const Position start = token().position;
  advance();
  if (accept(Kind::KW_FROM)) {
    Expression* value = expression();
    auto* node = make_from<YieldFrom>(start);
    node->value = value;
    return node;
  }
  Expression* value = at_expression_start() || at(Kind::STAR) ? star_expressions() : nullptr;
  auto* node = make_from<Yield>(start);
  node->value = value;
  return node;
}

Expression* Parser::expression() {
  const Nesting nesting(*this);
  if (at(Kind::KW_LAMBDA)) return lambda();
  const Position start = token().position;
  const std::size_t begin = index_;
  Expression* body = disjunction();
  last_disjunction_ = body;
  last_disjunction_begin_ = begin;
  last_disjunction_end_ = index_;
  if (!at(Kind::KW_IF)) return body;
  advance();
  Expression* test = disjunction();
  if (!at(Kind::KW_ELSE)) {
    if (at(Kind::COLON)) fail_generic();
    fail_at(spanning(body->position, test->position), "expected 'else' after 'if' expression");
  }
  advance();
  Expression* otherwise = expression();
  auto* node = make_from<IfExp>(start);
  node->test = test;
  node->body = body;
  node->orelse = otherwise;
  return node;
}

Expression* Parser::lambda() {
  const Position start = token().position;
  advance();
  Arguments* args = parameters(Kind::COLON);
  const Token& colon = token();
  expect_forced(Kind::COLON);
  if (field_level_ != 0 && colon.level == field_level_) // it begins a format specification
    fail_at(spanning(start, colon.position),
            "f-string: lambda expressions are not allowed without parentheses");
  Expression* body = expression();
  auto* node = make_from<Lambda>(start);
  node->args = args;
  node->body = body;
  return node;
}

Expression* Parser::disjunction() {
  const Position start = token().position;
  Expression* first = conjunction();
  if (!at(Kind::KW_OR)) return first;
  Expressions values = {first};
  while (accept(Kind::KW_OR)) values.push_back(conjunction());
  auto* node = make_from<BoolOp>(start);
  node->op = BoolOperator::Or;
  node->values = arena_.copy(values);
  return node;
}

Expression* Parser::conjunction() {
  const Position start = token().position;
  Expression* first = inversion();
  if (!at(Kind::KW_AND)) return first;
  Expressions values = {first};
  while (accept(Kind::KW_AND)) values.push_back(inversion());
  auto* node = make_from<BoolOp>(start);
  node->op = BoolOperator::And;
  node->values = arena_.copy(values);
  return node;
}

Expression* Parser::inversion() {
  if (!at(Kind::KW_NOT)) return comparison();
  const Nesting nesting(*this);
  const Position start = token().position;
  advance();
  Expression* operand = inversion();
  auto* node = make_from<UnaryOp>(start);
  node->op = UnaryOperator::Not;
  node->operand = operand;
  return node;
}

Expression* Parser::comparison() {
  const auto accept_operator = [&]() -> std::optional<Comparison> {
    const auto one = [&](Comparison comparison) {
      advance();
      return comparison;
    };
    switch (kind()) {
    case Kind::EQEQUAL: return one(Comparison::Eq);
    case Kind::NOTEQUAL: return one(Comparison::NotEq);
    case Kind::LESS: return one(Comparison::Lt);
    case Kind::LESSEQUAL: return one(Comparison::LtE);
    case Kind::GREATER: return one(Comparison::Gt);
    case Kind::GREATEREQUAL: return one(Comparison::GtE);
    case Kind::KW_IN: return one(Comparison::In);
    case Kind::KW_IS: advance(); return accept(Kind::KW_NOT) ? Comparison::IsNot : Comparison::Is;
    case Kind::KW_NOT:
      advance();
      expect(Kind::KW_IN);
      return Comparison::NotIn;
    default: return std::nullopt;
    }
  };
  const Position start = token().position;
  Expression* left = bitwise_or();
  std::optional<Comparison> comparison = accept_operator();
  if (!comparison) return left;
  std::vector<Comparison> ops;
  Expressions comparators;
  for (; comparison; comparison = accept_operator()) {
    ops.push_back(*comparison);
    comparators.push_back(bitwise_or());
  }
  auto* node = make_from<Compare>(start);
  node->left = left;
  node->ops = arena_.copy(ops);
  node->comparators = arena_.copy(comparators);
  return node;
}

namespace {

struct BinaryOperator {
  int precedence; ///< the higher binds the tighter; -1: none
  Operator op;
};

BinaryOperator binary_operator(TokenKind kind) {
  switch (kind) {
  case TokenKind::VBAR: return {0, Operator::BitOr};
  case TokenKind::CIRCUMFLEX: return {1, Operator::BitXor};
  case TokenKind::AMPER: return {2, Operator::BitAnd};
  case TokenKind::LEFTSHIFT: return {3, Operator::LShift};
  case TokenKind::RIGHTSHIFT: return {3, Operator::RShift};
  case TokenKind::PLUS: return {4, Operator::Add};
  case TokenKind::MINUS: return {4, Operator::Sub};
  case TokenKind::STAR: return {5, Operator::Mult};
  case TokenKind::SLASH: return {5, Operator::Div};
  case TokenKind::DOUBLESLASH: return {5, Operator::FloorDiv};
  case TokenKind::PERCENT: return {5, Operator::Mod};
  case TokenKind::AT: return {5, Operator::MatMult};
  default: return {-1, Operator::Add};
  }
}

} // namespace

/// Operators of at least that precedence; all of these bind to the left.
Expression* Parser::binary(int precedence) {
  const Position start = token().position;
  Expression* left = factor();
  for (;;) {
    const BinaryOperator found = binary_operator(kind());
    if (found.precedence < precedence) return left;
    advance();
    if (at(Kind::KW_NOT) && found.precedence >= 4) refuse_not_operand();
    Expression* right = binary(found.precedence + 1);
    grow();
    auto* node = make_from<BinOp>(start);
    node->left = left;
    node->op = found.op;
    node->right = right;
    left = node;
  }
}

/// At a `not` that follows an arithmetic operator.
void Parser::refuse_not_operand() {
  const Position start = token().position;
  Position end;
  if (holds([&] {
        end = inversion()->position;
        return true;
      }))
    fail_at(spanning(start, end), "'not' after an operator must be parenthesized");
}

Expression* Parser::factor() {
  UnaryOperator op = UnaryOperator::Not;
  switch (kind()) {
  case Kind::PLUS: op = UnaryOperator::UAdd; break;
  case Kind::MINUS: op = UnaryOperator::USub; break;
  case Kind::TILDE: op = UnaryOperator::Invert; break;
  default: return power();
  }
  const Nesting nesting(*this);
  const Position start = token().position;
  advance();
  if (at(Kind::KW_NOT)) refuse_not_operand();
  Expression* operand = factor();
  auto* node = make_from<UnaryOp>(start);
  node->op = op;
  node->operand = operand;
  return node;
}

Expression* Parser::power() {
  const Nesting nesting(*this);
  const Position start = token().position;
  Expression* base = nullptr;
  if (accept(Kind::KW_AWAIT)) {
    Expression* value = primary();
    auto* node = make_from<Await>(start);
    node->value = value;
    base = node;
  } else {
    base = primary();
  }
  if (!accept(Kind::DOUBLESTAR)) return base;
  Expression* exponent = factor();
  auto* node = make_from<BinOp>(start);
  node->left = base;
  node->op = Operator::Pow;
  node->right = exponent;
  return node;
}

Expression* Parser::primary() {
  const Position start = token().position;
  return primary_after(atom(), start);
}

Expression* Parser::primary_after(Expression* value, const Position& start) {
  for (;;) {
    switch (kind()) {
    case Kind::DOT: {
      advance();
      const Identifier attr = expect_name();
      auto* node = make_from<Attribute>(start);
      node->value = value;
      node->attr = attr;
      value = node;
      break;
    }
    case Kind::LPAR: value = call(value, start); break;
    case Kind::LSQB: {
      advance();
      Expression* index = slices();
      expect(Kind::RSQB);
      auto* node = make_from<Subscript>(start);
      node->value = value;
      node->slice = index;
      value = node;
      break;
    }
    default: return value;
    }
    grow();
  }
}

Expression* Parser::name() {
  auto* node = make<Name>(token().position);
  node->id = expect_name();
  return node;
}

Expression* Parser::constant(vm::Constant value) {
  auto* node = make<Constant>(token().position);
  node->value = std::move(value);
  advance();
  return node;
}

Expression* Parser::atom() {
  switch (kind()) {
  case Kind::NAME: return name();
  case Kind::NUMBER: return number();
  case Kind::STRING:
  case Kind::FSTRING_START: return strings();
  case Kind::LPAR: return group();
  case Kind::LSQB: return list();
  case Kind::LBRACE: return dict_or_set();
  case Kind::KW_NONE: return constant(vm::Constant::none());
  case Kind::KW_TRUE: return constant(vm::Constant::boolean(true));
  case Kind::KW_FALSE: return constant(vm::Constant::boolean(false));
  case Kind::ELLIPSIS: return constant(vm::Constant::ellipsis());
  default: fail_generic();
  }
}

Expression* Parser::number() {
  std::string digits;
  for (char character : text_at(token()))
    if (character != '_') digits += character;
  if (digits.size() > 2 && digits[0] == '0') {
    const char mark = static_cast<char>(digits[1] | 0x20);
    const int base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
    if (base != 0)
      return constant(vm::Constant::integer_from_digits(std::string_view(digits).substr(2), base));
  }
  const char last = digits.back();
  if (last == 'j' || last == 'J')
    return constant(vm::Constant::complex(0.0, std::strtod(digits.c_str(), nullptr)));
  if (digits.find_first_of(".eE") != std::string::npos)
    return constant(vm::Constant::floating(std::strtod(digits.c_str(), nullptr)));
  constexpr std::size_t max_digits = 4300; // sys.int_info.default_max_str_digits
  if (digits.size() > max_digits)
    fail_here(fmt::format("Exceeds the limit ({} digits) for integer string conversion: value has "
                          "{} digits; use sys.set_int_max_str_digits() to increase the limit - "
                          "Consider hexadecimal for huge integer literals to avoid decimal "
                          "conversion limits.",
                          max_digits, digits.size()));
  return constant(vm::Constant::integer_from_digits(digits, 10));
}

} // namespace specmon::compiler
