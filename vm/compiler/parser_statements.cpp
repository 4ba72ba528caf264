// Statements, simple and compound.

#include <fmt/format.h>

#include <optional>

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

namespace {

std::optional<Operator> augmented_operator(TokenKind kind) {
  switch (kind) {
  case TokenKind::PLUSEQUAL: return Operator::Add;
  case TokenKind::MINEQUAL: return Operator::Sub;
  case TokenKind::STAREQUAL: return Operator::Mult;
  case TokenKind::ATEQUAL: return Operator::MatMult;
  case TokenKind::SLASHEQUAL: return Operator::Div;
  case TokenKind::PERCENTEQUAL: return Operator::Mod;
  case TokenKind::AMPEREQUAL: return Operator::BitAnd;
  case TokenKind::VBAREQUAL: return Operator::BitOr;
  case TokenKind::CIRCUMFLEXEQUAL: return Operator::BitXor;
  case TokenKind::LEFTSHIFTEQUAL: return Operator::LShift;
  case TokenKind::RIGHTSHIFTEQUAL: return Operator::RShift;
  case TokenKind::DOUBLESTAREQUAL: return Operator::Pow;
  case TokenKind::DOUBLESLASHEQUAL: return Operator::FloorDiv;
  default: return std::nullopt;
  }
}

} // namespace

void Parser::statement(Statements& statements) {
  const Nesting nesting(*this);
  switch (kind()) {
  case Kind::KW_IF: statements.push_back(if_statement()); return;
  case Kind::KW_WHILE: statements.push_back(while_statement()); return;
  case Kind::KW_FOR: statements.push_back(for_statement(nullptr)); return;
  case Kind::KW_WITH: statements.push_back(with_statement(nullptr)); return;
  case Kind::KW_TRY: statements.push_back(try_statement()); return;
  case Kind::KW_DEF: statements.push_back(function_definition(nullptr, {})); return;
  case Kind::KW_CLASS: statements.push_back(class_definition({})); return;
  case Kind::KW_ASYNC: statements.push_back(async_statement({})); return;
  case Kind::AT: statements.push_back(decorated()); return;
  case Kind::NAME:
    if (at_match_statement()) {
      statements.push_back(match_statement());
      return;
    }
    break;
  default: break;
  }
  simple_statements(statements);
}

/// Statements of one line, and its end.
void Parser::simple_statements(Statements& statements) {
  do {
    statements.push_back(simple_statement());
  } while (accept(Kind::SEMI) && !at(Kind::NEWLINE));
  expect(Kind::NEWLINE);
}

Statement* Parser::simple_statement() {
  const Position start = token().position;
  last_disjunction_ = nullptr;
  switch (kind()) {
  case Kind::KW_PASS: advance(); return make_from<Pass>(start);
  case Kind::KW_BREAK: advance(); return make_from<Break>(start);
  case Kind::KW_CONTINUE: advance(); return make_from<Continue>(start);
  case Kind::KW_RETURN: return return_statement();
  case Kind::KW_RAISE: return raise_statement();
  case Kind::KW_GLOBAL:
  case Kind::KW_NONLOCAL: return global_statement();
  case Kind::KW_DEL: return delete_statement();
  case Kind::KW_ASSERT: return assert_statement();
  case Kind::KW_IMPORT: return import_statement();
  case Kind::KW_FROM: return import_from_statement();
  case Kind::NAME:
    if (kind_ahead(1) == Kind::NAME && at_word("type") &&
        (kind_ahead(2) == Kind::EQUAL || kind_ahead(2) == Kind::LSQB ||
         kind_ahead(2) == Kind::NEWLINE))
      return type_alias();
    if (at_word("lazy") && (kind_ahead(1) == Kind::KW_IMPORT || kind_ahead(1) == Kind::KW_FROM))
      fail(SyntaxErrorKind::unsupported, "lazy imports", start);
    break;
  default: break;
  }
  return expression_statement();
}

// ---- expressions and assignments

Statement* Parser::expression_statement() {
  const Token& first = token();
  const std::size_t begin = index_;
  Expression* value = yield_or_star_expressions();
  if (at(Kind::COLON)) return annotated_assignment(value, first);
  if (at(Kind::EQUAL)) {
    if (is<Yield>(value) || is<YieldFrom>(value)) {
      if (first.kind == Kind::KW_YIELD)
        fail_at(value->position, "assignment to yield expression not possible");
    }
    if (invalid_target(value, TargetUse::assignment) != nullptr) refuse_assignment(value, begin);
    return assignment(value, begin);
  }
  if (const std::optional<Operator> op = augmented_operator(kind())) {
    if (!is<Name>(value) && !is<Attribute>(value) && !is<Subscript>(value))
      fail_at(value->position, fmt::format("'{}' is an illegal expression for augmented assignment",
                                           describe(value)));
    set_context(value, ExpressionContext::Store);
    advance();
    Expression* operand = yield_or_star_expressions();
    auto* node = make_from<AugAssign>(first.position);
    node->target = value;
    node->op = *op;
    node->value = operand;
    return node;
  }
  auto* node = make_from<Expr>(first.position);
  node->value = value;
  return node;
}

/// At the first `=`.
Statement* Parser::assignment(Expression* first, std::size_t begin) {
  const Position& start = tokens_[begin].position;
  const std::size_t first_equal = index_;
  Expressions targets;
  Expression* value = first;
  while (at(Kind::EQUAL)) {
    const bool is_bare_yield =
        (is<Yield>(value) || is<YieldFrom>(value)) && last_token().kind != Kind::RPAR;
    if (is_bare_yield) fail_at(value->position, "assignment to yield expression not possible");
    if (invalid_target(value, TargetUse::assignment) != nullptr && speculating_ == 0) {
      const std::size_t here = std::exchange(index_, first_equal);
      refuse_assignment_in_condition(first, begin); // as in `a = 1, b = 2`
      index_ = here;
    }
    to_target(value, TargetUse::assignment);
    targets.push_back(value);
    advance();
    value = yield_or_star_expressions();
  }
  auto* node = make_from<Assign>(start);
  node->targets = arena_.copy(targets);
  node->value = value;
  return node;
}

/// At the colon.
Statement* Parser::annotated_assignment(Expression* target, const Token& first) {
  const bool is_name = is<Name>(target);
  if (!is_name && !is<Attribute>(target) && !is<Subscript>(target)) {
    if (is<List>(target))
      fail_at(target->position, "only single target (not list) can be annotated");
    if (const auto* tuple = try_as<Tuple>(target)) {
      const bool bare = first.kind != Kind::LPAR || tuple->position.line != first.position.line ||
                        tokens_[first.partner].position.end_column != tuple->position.end_column;
      fail_at(bare && !tuple->elts.empty() ? tuple->elts[0]->position : tuple->position,
              "only single target (not tuple) can be annotated");
    }
    if (is<Starred>(target) || is<Yield>(target) || is<YieldFrom>(target)) fail_generic();
    // `else:` and the like never get here; a lambda or a keyword would not have been read.
    if (!holds([&] {
          advance();
          expression();
          return true;
        }))
      fail_generic();
    fail_at(target->position, "illegal target for annotation");
  }
  set_context(target, ExpressionContext::Store);
  advance();
  Expression* annotation = expression();
  Expression* value = accept(Kind::EQUAL) ? yield_or_star_expressions() : nullptr;
  auto* node = make_from<AnnAssign>(first.position);
  node->target = target;
  node->annotation = annotation;
  node->value = value;
  node->simple = is_name && first.kind == Kind::NAME;
  return node;
}

// ---- other simple statements

Statement* Parser::return_statement() {
  const Position start = token().position;
  advance();
  Expression* value = at_expression_start() || at(Kind::STAR) ? star_expressions() : nullptr;
  auto* node = make_from<Return>(start);
  node->value = value;
  return node;
}

Statement* Parser::raise_statement() {
  const Position start = token().position;
  advance();
  Expression* exc = nullptr;
  Expression* cause = nullptr;
  if (at_expression_start()) {
    exc = expression();
    if (accept(Kind::KW_FROM)) cause = expression();
  }
  auto* node = make_from<Raise>(start);
  node->exc = exc;
  node->cause = cause;
  return node;
}

Statement* Parser::global_statement() {
  const Position start = token().position;
  const bool is_global = at(Kind::KW_GLOBAL);
  advance();
  std::vector<Identifier> names = {expect_name()};
  while (accept(Kind::COMMA)) names.push_back(expect_name());
  if (is_global) {
    auto* node = make_from<Global>(start);
    node->names = arena_.copy(names);
    return node;
  }
  auto* node = make_from<Nonlocal>(start);
  node->names = arena_.copy(names);
  return node;
}

Statement* Parser::delete_statement() {
  const Position start = token().position;
  advance();
  Expressions targets;
  do {
    if (!targets.empty() && (at(Kind::NEWLINE) || at(Kind::SEMI))) break;
    targets.push_back(star_expression());
  } while (accept(Kind::COMMA));
  if (!at(Kind::NEWLINE) && !at(Kind::SEMI)) fail_generic();
  for (Expression* target : targets) to_target(target, TargetUse::deletion);
  auto* node = make_from<Delete>(start);
  node->targets = arena_.copy(targets);
  return node;
}

Statement* Parser::assert_statement() {
  const Position start = token().position;
  advance();
  Expression* test = expression();
  Expression* msg = accept(Kind::COMMA) ? expression() : nullptr;
  auto* node = make_from<Assert>(start);
  node->test = test;
  node->msg = msg;
  return node;
}

Identifier Parser::dotted_name() {
  Identifier name = expect_name();
  if (!at(Kind::DOT)) return name;
  std::string dotted(name);
  while (accept(Kind::DOT)) dotted.append(".").append(expect_name());
  return arena_.intern(dotted);
}

Statement* Parser::import_statement() {
  const Position start = token().position;
  advance();
  if (at(Kind::NEWLINE)) {
    Position here = token().position;
    here.end_column = here.column;
    fail_at(here, "Expected one or more names after 'import'");
  }
  std::vector<Alias*> names;
  do {
    const Position first = token().position;
    auto* alias = arena_.make<Alias>();
    alias->name = dotted_name();
    if (accept(Kind::KW_AS)) alias->asname = expect_name();
    alias->position = position_from(first);
    names.push_back(alias);
  } while (accept(Kind::COMMA));
  if (at(Kind::KW_FROM)) {
    Position end;
    if (holds([&] {
          advance();
          dotted_name();
          end = last_token().position;
          return true;
        }))
      fail_at(spanning(start, end), "Did you mean to use 'from ... import ...' instead?");
  }
  auto* node = make_from<Import>(start);
  node->names = arena_.copy(names);
  return node;
}

Alias* Parser::import_from_alias() {
  const Position start = token().position;
  auto* alias = arena_.make<Alias>();
  if (accept(Kind::STAR)) {
    alias->name = arena_.intern("*");
  } else {
    alias->name = expect_name();
    if (accept(Kind::KW_AS)) alias->asname = expect_name();
  }
  alias->position = position_from(start);
  return alias;
}

Statement* Parser::import_from_statement() {
  const Position start = token().position;
  advance();
  int level = 0;
  for (;; advance()) {
    if (at(Kind::DOT))
      ++level;
    else if (at(Kind::ELLIPSIS))
      level += 3;
    else
      break;
  }
  Identifier module;
  if (level == 0 || at(Kind::NAME)) module = dotted_name();
  expect(Kind::KW_IMPORT);
  if (at(Kind::NEWLINE)) {
    Position here = token().position;
    here.end_column = here.column;
    fail_at(here, "Expected one or more names after 'import'");
  }
  std::vector<Alias*> names;
  if (at(Kind::STAR)) {
    names.push_back(import_from_alias());
  } else {
    const bool in_parentheses = accept(Kind::LPAR);
    for (;;) {
      if (at(Kind::STAR)) fail_generic();
      names.push_back(import_from_alias());
      if (!accept(Kind::COMMA)) break;
      if (in_parentheses && at(Kind::RPAR)) break;
      if (at(Kind::NEWLINE) && !in_parentheses)
        fail_here("trailing comma not allowed without surrounding parentheses");
    }
    if (in_parentheses) expect(Kind::RPAR);
  }
  auto* node = make_from<ImportFrom>(start);
  node->module = module;
  node->names = arena_.copy(names);
  node->level = level;
  return node;
}

Statement* Parser::type_alias() {
  const Position start = token().position;
  advance();
  Expression* alias = name();
  set_context(alias, ExpressionContext::Store);
  const Sequence<TypeParameter> type_params = type_parameters();
  expect(Kind::EQUAL);
  Expression* value = expression();
  auto* node = make_from<TypeAlias>(start);
  node->name = alias;
  node->type_params = type_params;
  node->value = value;
  return node;
}

// ---- compound statements

/// The body of a compound statement, after its colon; `after` and `line` name its header.
Sequence<Statement> Parser::block(const std::string& after, int line) {
  Statements statements;
  if (!accept(Kind::NEWLINE)) {
    simple_statements(statements);
    return arena_.copy(statements);
  }
  if (!at(Kind::INDENT)) {
    Position position = token().position;
    std::string message =
        fmt::format("expected an indented block after {} on line {}", after, line);
    if (at(Kind::DEDENT) || at(Kind::ENDMARKER)) fail_indentation(std::move(message));
    fail(SyntaxErrorKind::indentation_error, std::move(message), position);
  }
  advance();
  while (!at(Kind::DEDENT) && !at(Kind::ENDMARKER)) statement(statements);
  accept(Kind::DEDENT);
  return arena_.copy(statements);
}

Sequence<Statement> Parser::else_block() {
  const int line = token().position.line;
  if (!accept(Kind::KW_ELSE)) return {};
  expect_forced(Kind::COLON);
  return block("'else' statement", line);
}

/// At `if` or `elif`.
Statement* Parser::if_statement() {
  const Nesting nesting(*this);
  const Position start = token().position;
  const std::string what = fmt::format("'{}' statement", text_of(kind()));
  advance();
  Expression* test = named_expression();
  expect_colon();
  const Sequence<Statement> body = block(what, start.line);
  Sequence<Statement> orelse;
  if (at(Kind::KW_ELIF))
    orelse = arena_.copy(Statements{if_statement()});
  else
    orelse = else_block();
  auto* node = make_from<If>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

Statement* Parser::while_statement() {
  const Position start = token().position;
  advance();
  Expression* test = named_expression();
  expect_colon();
  const Sequence<Statement> body = block("'while' statement", start.line);
  const Sequence<Statement> orelse = else_block();
  auto* node = make_from<While>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

Statement* Parser::for_statement(const Token* async_token) {
  const int line = token().position.line;
  const Position start = async_token != nullptr ? async_token->position : token().position;
  advance();
  Expression* target = star_targets();
  expect(Kind::KW_IN);
  Expression* iter = star_expressions();
  expect_colon();
  const Sequence<Statement> body = block("'for' statement", line);
  const Sequence<Statement> orelse = else_block();
  const auto fill = [&](auto* node) -> Statement* {
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    return node;
  };
  if (async_token != nullptr) return fill(make_from<AsyncFor>(start));
  return fill(make_from<For>(start));
}

WithItem* Parser::with_item() {
  auto* item = arena_.make<WithItem>();
  item->context_expr = expression();
  if (accept(Kind::KW_AS)) item->optional_vars = star_target();
  return item;
}

/// `with (a as b, c):`. False, and nothing read, if the parentheses belong to an expression.
bool Parser::with_items_in_parentheses(std::vector<WithItem*>& items) {
  if (!at(Kind::LPAR)) return false;
  const Token& opening = token();
  const auto read = [&] {
    advance();
    do {
      items.push_back(with_item());
    } while (accept(Kind::COMMA) && !at(Kind::RPAR));
    expect(Kind::RPAR);
  };
  if (opening.partner == 0) { // never closed: some error is certain
    read();
    return true;
  }
  if (speculating_ == 0) {
    // An `as` in them can belong to nothing else.
    bool has_as = false;
    for (std::size_t index = index_; index < opening.partner; ++index)
      has_as =
          has_as || (tokens_[index].kind == Kind::KW_AS && tokens_[index].level == opening.level);
    if (has_as) {
      read();
      return true;
    }
    if (tokens_[opening.partner + 1].kind != Kind::COLON) return false;
  }
  if (!holds([&] {
        read();
        return at(Kind::COLON);
      })) {
    if (failed_lexically_) throw_lexical_error();
    items.clear();
    return false;
  }
  items.clear();
  read();
  return true;
}

Statement* Parser::with_statement(const Token* async_token) {
  const int line = token().position.line;
  const Position start = async_token != nullptr ? async_token->position : token().position;
  advance();
  std::vector<WithItem*> items;
  if (!with_items_in_parentheses(items)) {
    do {
      items.push_back(with_item());
    } while (accept(Kind::COMMA));
  }
  expect_colon();
  const Sequence<Statement> body = block("'with' statement", line);
  const auto fill = [&](auto* node) -> Statement* {
    node->items = arena_.copy(items);
    node->body = body;
    return node;
  };
  if (async_token != nullptr) return fill(make_from<AsyncWith>(start));
  return fill(make_from<With>(start));
}

/// `star_seen` is -1 before the first handler, then whether the handlers are `except*`.
ExceptHandler* Parser::except_handler(bool& is_star, int& star_seen) {
  const Position start = token().position;
  auto* handler = arena_.make<ExceptHandler>();
  advance();
  const bool starred = at(Kind::STAR);
  if (starred && (kind_ahead(1) == Kind::COLON || kind_ahead(1) == Kind::NEWLINE)) {
    advance();
    fail_here("expected one or more exception types");
  }
  if (star_seen != -1 && (star_seen == 1) != starred) {
    Position end = starred ? token().position : start;
    fail_at(spanning(start, end), "cannot have both 'except' and 'except*' on the same 'try'");
  }
  star_seen = starred ? 1 : 0;
  is_star = starred;
  if (starred) advance();
  if (!at(Kind::COLON) && !at(Kind::NEWLINE)) {
    const Position first = token().position;
    handler->type = expression();
    if (at(Kind::COMMA)) { // without parentheses: PEP 758
      Expressions types = {handler->type};
      while (accept(Kind::COMMA)) {
        if (at(Kind::COLON)) break;
        types.push_back(expression());
      }
      auto* tuple = make_from<Tuple>(first);
      tuple->elts = arena_.copy(types);
      handler->type = tuple;
      if (!grammar_.except_without_parentheses) {
        if (accept(Kind::KW_AS)) expect_name();
        if (!at(Kind::COLON)) fail_generic();
        fail_at(position_from(first), "multiple exception types must be parenthesized");
      }
      if (at(Kind::KW_AS))
        fail_at(tuple->position, "multiple exception types must be parenthesized when using 'as'");
    } else if (accept(Kind::KW_AS)) {
      handler->name = expect_name();
    }
  }
  expect_colon();
  handler->body = block(starred ? "'except*' statement" : "'except' statement", start.line);
  handler->position = position_from(start);
  return handler;
}

Statement* Parser::try_statement() {
  const Position start = token().position;
  advance();
  expect_forced(Kind::COLON);
  const Sequence<Statement> body = block("'try' statement", start.line);
  std::vector<ExceptHandler*> handlers;
  bool is_star = false;
  int star_seen = -1;
  while (at(Kind::KW_EXCEPT)) handlers.push_back(except_handler(is_star, star_seen));
  Sequence<Statement> orelse;
  if (!handlers.empty()) orelse = else_block();
  Sequence<Statement> finalbody;
  const int line = token().position.line;
  const bool has_finally = accept(Kind::KW_FINALLY);
  if (has_finally) {
    expect_forced(Kind::COLON);
    finalbody = block("'finally' statement", line);
  }
  if (handlers.empty() && !has_finally) fail_here("expected 'except' or 'finally' block");
  const auto fill = [&](auto* node) -> Statement* {
    node->body = body;
    node->handlers = arena_.copy(handlers);
    node->orelse = orelse;
    node->finalbody = finalbody;
    return node;
  };
  if (is_star) return fill(make_from<TryStar>(start));
  return fill(make_from<Try>(start));
}

// ---- match

/// `match` is a name too: it begins a statement if the line ends in a colon and an indented `case`
/// follows, or if what comes next cannot follow a name.
bool Parser::at_match_statement() const {
  if (!at_word("match")) return false;
  switch (kind_ahead(1)) {
  case Kind::NAME:
  case Kind::NUMBER:
  case Kind::STRING:
  case Kind::FSTRING_START:
  case Kind::LBRACE:
  case Kind::TILDE:
  case Kind::ELLIPSIS:
  case Kind::KW_NONE:
  case Kind::KW_TRUE:
  case Kind::KW_FALSE:
  case Kind::KW_LAMBDA:
  case Kind::KW_AWAIT: return true;
  case Kind::LPAR:
  case Kind::LSQB:
  case Kind::STAR:
  case Kind::PLUS:
  case Kind::MINUS:
  case Kind::KW_NOT: break;
  default: return false;
  }
  std::size_t index = index_ + 1;
  while (tokens_[index].kind != Kind::NEWLINE && tokens_[index].kind != Kind::ENDMARKER &&
         tokens_[index].kind != Kind::ERRORTOKEN)
    ++index;
  return tokens_[index - 1].kind == Kind::COLON && index + 2 < tokens_.size() &&
         tokens_[index + 1].kind == Kind::INDENT && tokens_[index + 2].kind == Kind::NAME &&
         text_at(tokens_[index + 2]) == "case";
}

Statement* Parser::match_statement() {
  const Position start = token().position;
  advance();
  const Position first = token().position;
  Expression* subject = star_named_expression();
  if (at(Kind::COMMA)) {
    Expressions elements = {subject};
    while (accept(Kind::COMMA)) {
      if (at(Kind::COLON)) break;
      elements.push_back(star_named_expression());
    }
    auto* tuple = make_from<Tuple>(first);
    tuple->elts = arena_.copy(elements);
    subject = tuple;
  } else if (is<Starred>(subject)) {
    fail_generic();
  }
  expect_colon();
  expect(Kind::NEWLINE);
  if (!at(Kind::INDENT)) {
    std::string message =
        fmt::format("expected an indented block after 'match' statement on line {}", start.line);
    if (at(Kind::DEDENT) || at(Kind::ENDMARKER)) fail_indentation(std::move(message));
    fail(SyntaxErrorKind::indentation_error, std::move(message), token().position);
  }
  advance();
  std::vector<MatchCase*> cases;
  do {
    cases.push_back(match_case());
  } while (!at(Kind::DEDENT) && !at(Kind::ENDMARKER));
  accept(Kind::DEDENT);
  auto* node = make_from<Match>(start);
  node->subject = subject;
  node->cases = arena_.copy(cases);
  return node;
}

MatchCase* Parser::match_case() {
  const int line = token().position.line;
  if (!at_word("case")) fail_generic();
  last_disjunction_ = nullptr;
  advance();
  auto* result = arena_.make<MatchCase>();
  result->pattern = patterns();
  if (accept(Kind::KW_IF)) result->guard = named_expression();
  expect_colon();
  result->body = block("'case' statement", line);
  return result;
}

} // namespace specmon::compiler
