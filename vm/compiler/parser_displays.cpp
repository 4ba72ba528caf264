// What stands in brackets: groups, tuples, lists, sets, dicts, comprehensions, calls, subscripts.

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

/// A group, a tuple, a generator expression or a yield in parentheses.
Expression* Parser::group() {
  const Position start = token().position;
  advance();
  if (at(Kind::KW_YIELD)) {
    Expression* value = yield_expression();
    expect(Kind::RPAR);
    return value;
  }
  Expressions elements;
  if (!at(Kind::RPAR)) {
    Expression* first = star_named_expression();
    if (at_comprehension()) {
      check_element(*first);
      const Sequence<Comprehension> generators = comprehension_clauses();
      expect(Kind::RPAR);
      auto* node = make_from<GeneratorExp>(start);
      node->elt = first;
      node->generators = generators;
      return node;
    }
    if (at(Kind::RPAR)) {
      if (is<Starred>(first)) fail_at(first->position, "cannot use starred expression here");
      advance();
      return first; // a group: its own position leaves out the parentheses
    }
    elements.push_back(first);
    expect(Kind::COMMA);
    while (!at(Kind::RPAR)) {
      elements.push_back(star_named_expression());
      if (!accept(Kind::COMMA)) break;
    }
  }
  expect(Kind::RPAR);
  auto* node = make_from<Tuple>(start);
  node->elts = arena_.copy(elements);
  return node;
}

Expression* Parser::list() {
  const Position start = token().position;
  advance();
  Expressions elements;
  while (!at(Kind::RSQB)) {
    elements.push_back(star_named_expression());
    if (elements.size() == 1 && at_comprehension()) {
      check_element(*elements[0]);
      const Sequence<Comprehension> generators = comprehension_clauses();
      expect(Kind::RSQB);
      auto* node = make_from<ListComp>(start);
      node->elt = elements[0];
      node->generators = generators;
      return node;
    }
    if (!accept(Kind::COMMA)) break;
  }
  if (at_comprehension()) refuse_bare_target(elements);
  expect(Kind::RSQB);
  auto* node = make_from<List>(start);
  node->elts = arena_.copy(elements);
  return node;
}

/// At the `for` after `*iterable` or `**mapping`.
void Parser::check_unpacking(const Position& position, const char* message) {
  if (!grammar_.unpacking_in_comprehensions) fail_at(position, message);
}

/// At the `for` after the element of a list, a set or a generator.
void Parser::check_element(const Expression& element) {
  if (is<Starred>(&element))
    check_unpacking(element.position, "iterable unpacking cannot be used in comprehension");
}

/// At a `for` after several elements: `[x, y for ...]`.
void Parser::refuse_bare_target(const Expressions& elements) {
  if (elements.empty()) return;
  Position position = spanning(elements.front()->position, elements.back()->position);
  if (elements.size() == 1) position = position_from(elements[0]->position);
  if (holds([&] {
        comprehension_clauses();
        return true;
      }))
    fail_at(position, "did you forget parentheses around the comprehension target?");
}

Expression* Parser::dict_or_set() {
  const Position start = token().position;
  advance();
  if (accept(Kind::RBRACE)) return make_from<Dict>(start);
  if (at(Kind::DOUBLESTAR)) return dict_after_first(start, nullptr);
  Expressions elements;
  const bool starts_with_name_binding = at(Kind::NAME) && kind_ahead(1) == Kind::COLONEQUAL;
  while (!at(Kind::RBRACE)) {
    elements.push_back(star_named_expression());
    if (elements.size() == 1) {
      if (at(Kind::COLON) && !is<Starred>(elements[0]) && !starts_with_name_binding)
        return dict_after_first(start, elements[0]);
      if (at_comprehension()) {
        check_element(*elements[0]);
        const Sequence<Comprehension> generators = comprehension_clauses();
        expect(Kind::RBRACE);
        auto* node = make_from<SetComp>(start);
        node->elt = elements[0];
        node->generators = generators;
        return node;
      }
    }
    if (!accept(Kind::COMMA)) break;
  }
  if (at_comprehension()) refuse_bare_target(elements);
  expect(Kind::RBRACE);
  auto* node = make_from<Set>(start);
  node->elts = arena_.copy(elements);
  return node;
}

/// At the colon.
Expression* Parser::dict_value() {
  const Position colon = token().position;
  advance();
  if (at(Kind::RBRACE) || at(Kind::COMMA))
    fail_at(colon, "expression expected after dictionary key and ':'");
  if (at(Kind::STAR)) {
    const Position start = token().position;
    if (holds([&] {
          star_expression();
          return true;
        })) {
      const Expression* value = star_expression();
      fail_at(spanning(start, value->position),
              "cannot use a starred expression in a dictionary value");
    }
  }
  return expression();
}

/// At the `for`; without a value the key is a mapping that is unpacked.
Expression* Parser::dict_comprehension(const Position& start, Expression* key, Expression* value) {
  const Sequence<Comprehension> generators = comprehension_clauses();
  expect(Kind::RBRACE);
  auto* node = make_from<DictComp>(start);
  node->key = key;
  node->value = value;
  node->generators = generators;
  return node;
}

/// At the colon after the first key, or at `**` if there is none.
Expression* Parser::dict_after_first(const Position& start, Expression* key) {
  Expressions keys;
  Expressions values;
  for (;;) {
    if (key == nullptr && at(Kind::DOUBLESTAR)) {
      const Position stars = token().position;
      advance();
      values.push_back(bitwise_or());
      if (keys.empty() && at_comprehension()) {
        check_unpacking(stars, "dict unpacking cannot be used in dict comprehension");
        return dict_comprehension(start, values[0], nullptr);
      }
    } else {
      if (key == nullptr) key = expression();
      if (!at(Kind::COLON)) {
        explain_missing_comma();
        if (at(Kind::RBRACE) || at(Kind::COMMA)) {
          Position last = last_token().position;
          last = {last.line, last.end_column - 1, last.line, -1}; // no end column
          SyntaxError error = syntax_error_at(text_, last, "':' expected after dictionary key");
          error.end_column = 0;
          error.source_line = shown_line(last.line);
          throw_error(std::move(error));
        }
        fail_generic();
      }
      values.push_back(dict_value());
      if (keys.empty() && at_comprehension()) return dict_comprehension(start, key, values[0]);
    }
    keys.push_back(key);
    key = nullptr;
    if (!accept(Kind::COMMA) || at(Kind::RBRACE)) break;
  }
  expect(Kind::RBRACE);
  auto* node = make_from<Dict>(start);
  node->keys = arena_.copy(keys);
  node->values = arena_.copy(values);
  return node;
}

Sequence<Comprehension> Parser::comprehension_clauses() {
  std::vector<Comprehension*> generators;
  while (at_comprehension()) {
    auto* clause = arena_.make<Comprehension>();
    clause->is_async = accept(Kind::KW_ASYNC);
    expect(Kind::KW_FOR);
    clause->target = star_targets();
    if (!at(Kind::KW_IN)) fail_here("'in' expected after for-loop variables");
    advance();
    clause->iter = disjunction();
    Expressions conditions;
    while (accept(Kind::KW_IF)) conditions.push_back(disjunction());
    clause->ifs = arena_.copy(conditions);
    generators.push_back(clause);
  }
  return arena_.copy(generators);
}

// ---- calls

/// `*iterable` as an argument or in a subscript.
Expression* Parser::unpacked() {
  const Position start = token().position;
  advance();
  Expression* value = explained([&] { return expression(); }, "Invalid star expression", nullptr);
  auto* starred = make_from<Starred>(start);
  starred->value = value;
  return starred;
}

Expression* Parser::call(Expression* function, const Position& start) {
  const Position opening = token().position;
  advance();
  CallArguments given = arguments(true);
  expect(Kind::RPAR);
  // A generator expression that is the only argument borrows the call's parentheses.
  if (given.args.size() == 1 && given.keywords.empty() && is<GeneratorExp>(given.args[0]) &&
      given.args[0]->position.end_line == 0)
    given.args[0]->position = position_from(opening);
  auto* node = make_from<Call>(start);
  node->func = function;
  node->args = arena_.copy(given.args);
  node->keywords = arena_.copy(given.keywords);
  return node;
}

/// `name=value` or `**mapping`.
Keyword* Parser::keyword_argument() {
  const Position start = token().position;
  auto* keyword = arena_.make<Keyword>();
  if (accept(Kind::DOUBLESTAR)) {
    keyword->value = expression();
    if (at(Kind::EQUAL) && holds([&] {
          advance();
          expression();
          return true;
        })) {
      advance();
      const Expression* value = expression();
      fail_at(spanning(start, value->position), "cannot assign to keyword argument unpacking");
    }
    keyword->position = position_from(start);
    return keyword;
  }
  keyword->arg = expect_name();
  const Position equals = token().position;
  advance();
  if (at(Kind::COMMA) || at(Kind::RPAR))
    fail_at(spanning(start, equals), "expected argument value expression");
  keyword->value = expression();
  if (at_comprehension())
    fail_at(spanning(start, equals),
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  keyword->position = position_from(start);
  return keyword;
}

/// At an `=` after an argument that is no plain name.
void Parser::refuse_keyword(Expression* value, std::size_t first) {
  const Position equals = token().position;
  const Token& begin = tokens_[first];
  if (first + 1 == index_ &&
      (begin.kind == Kind::KW_TRUE || begin.kind == Kind::KW_FALSE || begin.kind == Kind::KW_NONE))
    fail_at(spanning(begin.position, equals), std::string("cannot assign to ") + describe(value));
  fail_at(spanning(value->position, equals),
          "expression cannot contain assignment, perhaps you meant \"==\"?");
}

/// At the `for` after an argument: a generator expression without parentheses of its own.
Expression* Parser::bare_generator(const CallArguments& before, const Position& start,
                                   Expression* element) {
  const bool alone = before.args.empty() && before.keywords.empty();
  if (alone) check_element(*element);
  auto* generator = arena_.make<GeneratorExp>();
  generator->elt = element;
  generator->generators = comprehension_clauses();
  if (alone && at(Kind::RPAR)) return generator;
  if (!at(Kind::COMMA) && !at(Kind::RPAR)) {
    last_disjunction_ = nullptr;
    fail_generic();
  }
  if (alone && is<Starred>(element)) fail_generic();
  fail_at(position_from(start), "Generator expression must be parenthesized");
}

/// The arguments of a call or the bases of a class, up to the closing parenthesis. A generator
/// expression without parentheses has no end of its own yet: `end_line` is 0.
Parser::CallArguments Parser::arguments(bool allow_generator) {
  CallArguments given;
  bool positional_after_keyword = false;
  bool unpacking_seen = false;
  const Token* comma = nullptr;
  while (!at(Kind::RPAR)) {
    const Position start = token().position;
    if (at(Kind::DOUBLESTAR) || (at(Kind::NAME) && kind_ahead(1) == Kind::EQUAL)) {
      unpacking_seen = unpacking_seen || at(Kind::DOUBLESTAR);
      given.keywords.push_back(keyword_argument());
    } else if (at(Kind::STAR)) {
      Expression* starred = unpacked();
      if (at(Kind::EQUAL) && holds([&] {
            advance();
            expression();
            return true;
          })) {
        advance();
        const Expression* assigned = expression();
        fail_at(spanning(start, assigned->position),
                "cannot assign to iterable argument unpacking");
      }
      if (unpacking_seen && comma != nullptr)
        fail_at(position_from(comma->position),
                "iterable argument unpacking follows keyword argument unpacking");
      given.args.push_back(
          at_comprehension() && allow_generator ? bare_generator(given, start, starred) : starred);
    } else {
      const std::size_t first = index_;
      Expression* value = nullptr;
      if (at(Kind::NAME) && kind_ahead(1) == Kind::COLONEQUAL) {
        value = assignment_expression();
      } else {
        value = expression();
        if (at(Kind::COLONEQUAL) && !(is<Name>(value) && first + 1 == index_))
          fail_at(value->position,
                  std::string("cannot use assignment expressions with ") + describe(value));
        if (at(Kind::EQUAL)) refuse_keyword(value, first);
      }
      if (at_comprehension() && allow_generator) value = bare_generator(given, start, value);
      positional_after_keyword = positional_after_keyword || !given.keywords.empty();
      given.args.push_back(value);
    }
    if (!at(Kind::COMMA)) break;
    comma = &token();
    advance();
  }
  if (positional_after_keyword && at(Kind::RPAR))
    fail_here(unpacking_seen ? "positional argument follows keyword argument unpacking"
                             : "positional argument follows keyword argument");
  return given;
}

// ---- subscripts

Expression* Parser::slices() {
  const Position start = token().position;
  const auto element = [&] { return at(Kind::STAR) ? unpacked() : slice(); };
  Expression* first = element();
  if (!at(Kind::COMMA) && !is<Starred>(first)) return first;
  Expressions elements = {first};
  while (accept(Kind::COMMA)) {
    if (at(Kind::RSQB)) break;
    elements.push_back(element());
  }
  auto* tuple = make_from<Tuple>(start);
  tuple->elts = arena_.copy(elements);
  return tuple;
}

Expression* Parser::slice() {
  const Position start = token().position;
  Expression* lower = nullptr;
  if (!at(Kind::COLON)) {
    lower = named_expression();
    if (!at(Kind::COLON) || is<NamedExpr>(lower)) return lower;
  }
  const auto at_slice_end = [&] { return at(Kind::COLON) || at(Kind::COMMA) || at(Kind::RSQB); };
  expect(Kind::COLON);
  Expression* upper = at_slice_end() ? nullptr : expression();
  Expression* step = nullptr;
  if (accept(Kind::COLON) && !at_slice_end()) step = expression();
  auto* node = make_from<Slice>(start);
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

} // namespace specmon::compiler
