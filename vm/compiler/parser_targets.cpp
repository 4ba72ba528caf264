// What may be assigned to, deleted or looped over: expressions turned into targets, and the
// messages for those that cannot be.

#include <fmt/format.h>

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

void Parser::set_context(Expression* expression, ExpressionContext context) {
  switch (expression->kind) {
  case ExpressionKind::Name: as<Name>(expression)->ctx = context; break;
  case ExpressionKind::Attribute: as<Attribute>(expression)->ctx = context; break;
  case ExpressionKind::Subscript: as<Subscript>(expression)->ctx = context; break;
  case ExpressionKind::Starred:
    as<Starred>(expression)->ctx = context;
    set_context(as<Starred>(expression)->value, context);
    break;
  case ExpressionKind::List:
    as<List>(expression)->ctx = context;
    for (Expression* element : as<List>(expression)->elts) set_context(element, context);
    break;
  case ExpressionKind::Tuple:
    as<Tuple>(expression)->ctx = context;
    for (Expression* element : as<Tuple>(expression)->elts) set_context(element, context);
    break;
  default: break;
  }
}

const char* Parser::describe(const Expression* expression) {
  switch (expression->kind) {
  case ExpressionKind::Attribute: return "attribute";
  case ExpressionKind::Subscript: return "subscript";
  case ExpressionKind::Starred: return "starred";
  case ExpressionKind::Name: return "name";
  case ExpressionKind::List: return "list";
  case ExpressionKind::Tuple: return "tuple";
  case ExpressionKind::Lambda: return "lambda";
  case ExpressionKind::Call: return "function call";
  case ExpressionKind::BoolOp:
  case ExpressionKind::BinOp:
  case ExpressionKind::UnaryOp: return "expression";
  case ExpressionKind::GeneratorExp: return "generator expression";
  case ExpressionKind::Yield:
  case ExpressionKind::YieldFrom: return "yield expression";
  case ExpressionKind::Await: return "await expression";
  case ExpressionKind::ListComp: return "list comprehension";
  case ExpressionKind::SetComp: return "set comprehension";
  case ExpressionKind::DictComp: return "dict comprehension";
  case ExpressionKind::Dict: return "dict literal";
  case ExpressionKind::Set: return "set display";
  case ExpressionKind::JoinedStr:
  case ExpressionKind::FormattedValue: return "f-string expression";
  case ExpressionKind::Constant: {
    const vm::Constant& value = as<Constant>(expression)->value;
    if (value.is_none()) return "None";
    if (value.is(vm::Constant::Kind::boolean)) return value.as_boolean() ? "True" : "False";
    return value.is(vm::Constant::Kind::ellipsis) ? "ellipsis" : "literal";
  }
  case ExpressionKind::Compare: return "comparison";
  case ExpressionKind::IfExp: return "conditional expression";
  case ExpressionKind::NamedExpr: return "named expression";
  case ExpressionKind::Slice: return "slice";
  }
  return "expression";
}

/// The part that cannot be a target, or null.
const Expression* Parser::invalid_target(const Expression* expression, TargetUse use) {
  const auto first_of = [use](Sequence<Expression> elements) -> const Expression* {
    for (const Expression* element : elements)
      if (const Expression* found = invalid_target(element, use)) return found;
    return nullptr;
  };
  switch (expression->kind) {
  case ExpressionKind::List: return first_of(as<List>(expression)->elts);
  case ExpressionKind::Tuple: return first_of(as<Tuple>(expression)->elts);
  case ExpressionKind::Starred:
    if (use == TargetUse::deletion) return expression;
    return invalid_target(as<Starred>(expression)->value, use);
  case ExpressionKind::Name:
  case ExpressionKind::Subscript:
  case ExpressionKind::Attribute: return nullptr;
  default: return expression;
  }
}

void Parser::to_target(Expression* expression, TargetUse use) {
  if (const Expression* invalid = invalid_target(expression, use))
    fail_at(invalid->position,
            fmt::format("cannot {} {}", use == TargetUse::deletion ? "delete" : "assign to",
                        describe(invalid)));
  set_context(expression,
              use == TargetUse::deletion ? ExpressionContext::Del : ExpressionContext::Store);
}

Expression* Parser::star_target() {
  const Position start = token().position;
  if (accept(Kind::STAR)) {
    if (at(Kind::STAR)) fail_generic();
    Expression* value = star_target();
    auto* starred = make_from<Starred>(start);
    starred->value = value;
    starred->ctx = ExpressionContext::Store;
    return starred;
  }
  Expression* target = bitwise_or();
  to_target(target, TargetUse::loop);
  return target;
}

Expression* Parser::star_targets() {
  const Position start = token().position;
  Expression* first = star_target();
  if (!at(Kind::COMMA)) return first;
  Expressions elements = {first};
  while (accept(Kind::COMMA)) {
    if (!at_expression_start() && !at(Kind::STAR)) break;
    elements.push_back(star_target());
  }
  auto* tuple = make_from<Tuple>(start);
  tuple->elts = arena_.copy(elements);
  tuple->ctx = ExpressionContext::Store;
  return tuple;
}

/// Whether the text of the expression begins with a list, a tuple, a generator expression or a
/// singleton: then "Maybe you meant '=='" is not said.
bool Parser::starts_as_assignable(const Expression* expression) const {
  const Expression* leftmost = expression;
  for (;;) {
    if (const auto* binary = try_as<BinOp>(leftmost)) {
      leftmost = binary->left;
    } else if (const auto* call = try_as<Call>(leftmost)) {
      leftmost = call->func;
    } else if (const auto* attribute = try_as<Attribute>(leftmost)) {
      leftmost = attribute->value;
    } else if (const auto* subscript = try_as<Subscript>(leftmost)) {
      leftmost = subscript->value;
    } else {
      break;
    }
  }
  if (is<List>(leftmost) || is<Tuple>(leftmost) || is<GeneratorExp>(leftmost)) return true;
  const auto* constant = try_as<Constant>(leftmost);
  return constant != nullptr &&
         (constant->value.is_none() || constant->value.is(vm::Constant::Kind::boolean));
}

namespace {

/// Whether the node can stand where the grammar says bitwise_or (in parentheses any can).
bool binds_as_bitwise_or(const Expression* expression, bool parenthesised) {
  if (parenthesised) return true;
  switch (expression->kind) {
  case ExpressionKind::Compare:
  case ExpressionKind::BoolOp:
  case ExpressionKind::IfExp:
  case ExpressionKind::Lambda:
  case ExpressionKind::Starred:
  case ExpressionKind::Tuple:
  case ExpressionKind::NamedExpr:
  case ExpressionKind::Yield:
  case ExpressionKind::YieldFrom: return false;
  case ExpressionKind::UnaryOp: return as<UnaryOp>(expression)->op != UnaryOperator::Not;
  default: return true;
  }
}

} // namespace

/// At the `=` after an expression where no assignment may stand, as in a condition.
void Parser::refuse_assignment_in_condition(Expression* value, std::size_t first) {
  if (speculating_ != 0) return;
  const bool parenthesised =
      tokens_[first].kind == Kind::LPAR && tokens_[first].partner + 1 == index_;
  if (!binds_as_bitwise_or(value, parenthesised)) return;
  Position end;
  const bool one_more = holds([&] {
    advance();
    end = bitwise_or()->position;
    return !at(Kind::EQUAL) && !at(Kind::COLONEQUAL);
  });
  if (!one_more) return;
  if (tokens_[first].kind == Kind::NAME && is<Name>(value))
    fail_at(spanning(value->position, end),
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  if (starts_as_assignable(value)) return;
  fail_at(value->position,
          fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?",
                      describe(value)));
}

/// At the `=` that follows a statement's first expression, which cannot be assigned to.
void Parser::refuse_assignment(Expression* target, std::size_t first) {
  refuse_assignment_in_condition(target, first);
  to_target(target, TargetUse::assignment);
  fail_generic();
}

} // namespace specmon::compiler
