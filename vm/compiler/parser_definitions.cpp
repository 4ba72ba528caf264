// Functions, classes, their parameters, decorators and type parameters.

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

Statement* Parser::decorated() {
  Expressions decorators;
  while (accept(Kind::AT)) {
    decorators.push_back(named_expression());
    expect(Kind::NEWLINE);
  }
  const Sequence<Expression> list = arena_.copy(decorators);
  if (at(Kind::KW_CLASS)) return class_definition(list);
  if (at(Kind::KW_ASYNC) && kind_ahead(1) == Kind::KW_DEF) return async_statement(list);
  if (!at(Kind::KW_DEF)) fail_generic();
  return function_definition(nullptr, list);
}

Statement* Parser::async_statement(Sequence<Expression> decorators) {
  const Token& async_token = token();
  advance();
  switch (kind()) {
  case Kind::KW_DEF: return function_definition(&async_token, decorators);
  case Kind::KW_FOR: return for_statement(&async_token);
  case Kind::KW_WITH: return with_statement(&async_token);
  default: fail_generic();
  }
}

Statement* Parser::function_definition(const Token* async_token, Sequence<Expression> decorators) {
  const int line = token().position.line;
  const Position start = async_token != nullptr ? async_token->position : token().position;
  advance();
  const Identifier name = expect_name();
  const Position after_name = token().position;
  const Sequence<TypeParameter> type_params =
      explained([&] { return type_parameters(); }, "expected '('", &after_name);
  expect_forced(Kind::LPAR);
  Arguments* args = parameters(Kind::RPAR);
  expect(Kind::RPAR);
  Expression* returns = accept(Kind::RARROW) ? expression() : nullptr;
  expect_forced(Kind::COLON);
  const Sequence<Statement> body = block("function definition", line);
  const auto fill = [&](auto* node) -> Statement* {
    node->name = name;
    node->args = args;
    node->body = body;
    node->decorator_list = decorators;
    node->returns = returns;
    node->type_params = type_params;
    return node;
  };
  if (async_token != nullptr) return fill(make_from<AsyncFunctionDef>(start));
  return fill(make_from<FunctionDef>(start));
}

Statement* Parser::class_definition(Sequence<Expression> decorators) {
  const Position start = token().position;
  advance();
  const Identifier name = expect_name();
  const Sequence<TypeParameter> type_params = type_parameters();
  CallArguments given;
  if (accept(Kind::LPAR)) {
    given = arguments(false);
    expect(Kind::RPAR);
  }
  expect_colon();
  const Sequence<Statement> body = block("class definition", start.line);
  auto* node = make_from<ClassDef>(start);
  node->name = name;
  node->bases = arena_.copy(given.args);
  node->keywords = arena_.copy(given.keywords);
  node->body = body;
  node->decorator_list = decorators;
  node->type_params = type_params;
  return node;
}

/// `[T, *Ts, **P]`, or nothing.
Sequence<TypeParameter> Parser::type_parameters() {
  if (!at(Kind::LSQB)) return {};
  advance();
  if (at(Kind::RSQB)) {
    Position empty = token().position;
    empty.end_column = empty.column;
    fail_at(empty, "Type parameter list cannot be empty");
  }
  const auto default_follows = [&] {
    return grammar_.type_parameter_defaults && accept(Kind::EQUAL); // PYTHON-22
  };
  std::vector<TypeParameter*> parameters;
  while (!at(Kind::RSQB)) {
    const Position start = token().position;
    if (accept(Kind::STAR)) {
      const Identifier name = expect_name();
      if (at(Kind::COLON)) {
        const Position colon = token().position;
        advance();
        const Expression* bound = expression();
        fail_at(spanning(colon, bound->position), is<Tuple>(bound)
                                                      ? "cannot use constraints with TypeVarTuple"
                                                      : "cannot use bound with TypeVarTuple");
      }
      Expression* value = default_follows() ? star_expression() : nullptr;
      auto* node = make_from<TypeVarTuple>(start);
      node->name = name;
      node->default_value = value;
      parameters.push_back(node);
    } else if (accept(Kind::DOUBLESTAR)) {
      const Identifier name = expect_name();
      if (at(Kind::COLON)) {
        const Position colon = token().position;
        advance();
        const Expression* bound = expression();
        fail_at(spanning(colon, bound->position), is<Tuple>(bound)
                                                      ? "cannot use constraints with ParamSpec"
                                                      : "cannot use bound with ParamSpec");
      }
      Expression* value = default_follows() ? expression() : nullptr;
      auto* node = make_from<ParamSpec>(start);
      node->name = name;
      node->default_value = value;
      parameters.push_back(node);
    } else {
      const Identifier name = expect_name();
      Expression* bound = accept(Kind::COLON) ? expression() : nullptr;
      Expression* value = default_follows() ? expression() : nullptr;
      auto* node = make_from<TypeVar>(start);
      node->name = name;
      node->bound = bound;
      node->default_value = value;
      parameters.push_back(node);
    }
    if (!accept(Kind::COMMA)) break;
  }
  expect(Kind::RSQB);
  return arena_.copy(parameters);
}

Arg* Parser::parameter(bool is_lambda, bool is_starred) {
  const Position start = token().position;
  auto* node = arena_.make<Arg>();
  node->arg = expect_name();
  if (!is_lambda && accept(Kind::COLON))
    node->annotation = is_starred ? star_expression() : expression();
  node->position = position_from(start);
  return node;
}

Expression* Parser::default_value() {
  const Position equals = token().position;
  advance();
  if (at(Kind::COMMA) || at(Kind::RPAR)) fail_at(equals, "expected default value expression");
  return expression();
}

/// The parameters of a function (up to `)`) or of a lambda (up to `:`).
Arguments* Parser::parameters(Kind closing) {
  const bool is_lambda = closing == Kind::COLON;
  std::vector<Arg*> positional_only;
  std::vector<Arg*> positional;
  std::vector<Arg*> keyword_only;
  Expressions defaults;
  Expressions keyword_defaults;
  auto* result = arena_.make<Arguments>();
  bool slash_seen = false;
  bool star_seen = false;
  const Token* bare_star = nullptr;
  while (!at(closing)) {
    if (result->kwarg != nullptr) fail_here("arguments cannot follow var-keyword argument");
    if (at(Kind::SLASH)) {
      if (slash_seen) fail_here("/ may appear only once");
      if (star_seen) fail_here("/ must be ahead of *");
      if (positional.empty()) {
        // "at least one argument must precede /" is said only of what else would be right.
        if (kind_ahead(1) == Kind::COMMA) fail_here("at least one argument must precede /");
        fail_generic();
      }
      advance();
      slash_seen = true;
      if (at(Kind::STAR)) fail_here("expected comma between / and *");
      positional_only.swap(positional);
    } else if (at(Kind::STAR)) {
      if (star_seen) fail_here("* argument may appear only once");
      star_seen = true;
      const Token& star = token();
      advance();
      if (at(Kind::NAME)) {
        result->vararg = parameter(is_lambda, true);
        if (at(Kind::EQUAL)) fail_here("var-positional argument cannot have default value");
      } else if (at(Kind::COMMA)) {
        bare_star = &star;
      } else if (at(closing)) {
        fail_at(is_lambda ? token().position : star.position, "named arguments must follow bare *");
      } else {
        fail_generic();
      }
    } else if (at(Kind::DOUBLESTAR)) {
      if (bare_star != nullptr && keyword_only.empty())
        fail_at(is_lambda ? token().position : bare_star->position,
                "named arguments must follow bare *");
      advance();
      result->kwarg = parameter(is_lambda, false);
      if (at(Kind::EQUAL)) fail_here("var-keyword argument cannot have default value");
    } else {
      if (at(Kind::LPAR) && token().partner != 0 && !star_seen) {
        const Token& partner = tokens_[token().partner];
        const bool only_names = holds([&] {
          advance();
          while (at(Kind::NAME)) {
            advance();
            if (!accept(Kind::COMMA)) break;
          }
          return at(Kind::RPAR);
        });
        if (only_names)
          fail_at(spanning(token().position, partner.position),
                  is_lambda ? "Lambda expression parameters cannot be parenthesized"
                            : "Function parameters cannot be parenthesized");
      }
      const Position start = token().position;
      Arg* arg = parameter(is_lambda, false);
      Expression* value = at(Kind::EQUAL) ? default_value() : nullptr;
      if (star_seen) {
        keyword_only.push_back(arg);
        keyword_defaults.push_back(value);
      } else {
        positional.push_back(arg);
        if (value != nullptr)
          defaults.push_back(value);
        else if (!defaults.empty())
          fail_at(Position{start.line, start.column, start.line,
                           start.column + static_cast<int>(arg->arg.size())},
                  "parameter without a default follows parameter with a default");
      }
    }
    if (at(closing)) break;
    if (!at(Kind::COMMA)) {
      last_disjunction_ = is_lambda ? nullptr : last_disjunction_;
      fail_generic();
    }
    advance();
  }
  if (bare_star != nullptr && keyword_only.empty() && result->kwarg == nullptr)
    fail_at(is_lambda ? token().position : bare_star->position,
            "named arguments must follow bare *");
  result->posonlyargs = arena_.copy(positional_only);
  result->args = arena_.copy(positional);
  result->kwonlyargs = arena_.copy(keyword_only);
  result->kw_defaults = arena_.copy(keyword_defaults);
  result->defaults = arena_.copy(defaults);
  return result;
}

} // namespace specmon::compiler
