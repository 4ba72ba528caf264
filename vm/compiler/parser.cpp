#include "vm/compiler/parser.h"

#include <fmt/format.h>

#include <algorithm>

#include "vm/compiler/parser_core.h"

namespace specmon::compiler {

namespace {

bool is_layout(TokenKind kind) {
  return kind == TokenKind::NEWLINE || kind == TokenKind::INDENT || kind == TokenKind::DEDENT ||
         kind == TokenKind::ENDMARKER;
}

} // namespace

// ---- tokens

void Parser::advance() {
  ++index_;
  furthest_ = std::max(furthest_, index_);
  if (kind() == Kind::ERRORTOKEN) throw_lexical_error();
}

void Parser::expect_forced(Kind wanted) {
  if (!accept(wanted)) fail_here(fmt::format("expected '{}'", text_of(wanted)));
}

void Parser::expect_colon() {
  if (at(Kind::NEWLINE)) fail_here("expected ':'");
  expect(Kind::COLON);
}

Identifier Parser::expect_name() {
  if (!at(Kind::NAME)) fail_generic();
  const Identifier name = arena_.intern(text_at(token()));
  advance();
  return name;
}

const Token& Parser::last_token() const {
  std::size_t last = index_;
  while (last > 0 && is_layout(tokens_[--last].kind)) {
  }
  return tokens_[last];
}

Position Parser::position_from(const Position& first) const {
  return spanning(first, last_token().position);
}

// ---- errors

void Parser::throw_error(SyntaxError error, bool is_lexical) {
  throw ParseFailure{std::move(error), is_lexical};
}

std::string Parser::shown_line(int number) const {
  std::string line(source_.line(number));
  const Token& furthest = tokens_[furthest_];
  const bool at_end = furthest.begin >= text_.size() && !text_.empty() && text_.back() == '\n';
  if (furthest.position.line - (at_end ? 1 : 0) > number) { // that line was left
    remove_newline(line);
  } else if (reads_file_ && !line.empty() && line.back() != '\n') {
    line += '\n'; // as the text of a file is made complete
  }
  return line;
}

void Parser::throw_never_closed() {
  const OpenBracket& bracket = list_.open_brackets.back();
  const Position& position = tokens_[bracket.token].position;
  SyntaxError error;
  error.message = fmt::format("'{}' was never closed", bracket.character);
  error.line = error.end_line = position.line;
  error.column = source_.character_column(position.line, position.column);
  error.source_line = shown_line(position.line);
  throw_error(std::move(error), true);
}

void Parser::throw_lexical_error() {
  if (list_.error) throw_error(*list_.error, true);
  throw_never_closed();
}

void Parser::fail(SyntaxErrorKind kind, std::string message, const Position& position) {
  SyntaxError error;
  if (speculating_ == 0 && kind != SyntaxErrorKind::unsupported) {
    // What the lexer found further on explains more than the parser can.
    if (list_.error && list_.error_explains_more) throw_error(*list_.error);
    if (!list_.open_brackets.empty() &&
        tokens_[furthest_].position.line > tokens_[list_.open_brackets.back().token].position.line)
      throw_never_closed();
  }
  error.kind = kind;
  error.message = std::move(message);
  error.line = position.line;
  error.column = source_.character_column(position.line, position.column);
  error.end_line = position.end_line;
  error.end_column = source_.character_column(position.end_line, position.end_column);
  error.source_line = shown_line(position.line);
  throw_error(std::move(error));
}

void Parser::fail_here(std::string message) {
  if (is_layout(kind()) && !at(Kind::NEWLINE)) fail_indentation(std::move(message));
  fail_at(token().position, std::move(message));
}

void Parser::fail_indentation(std::string message) {
  const bool is_indentation_error =
      message.rfind("unexpected", 0) == 0 || message.find("indented block") != std::string::npos;
  if (speculating_ == 0 && list_.error && list_.error_explains_more &&
      message.rfind("unexpected", 0) != 0)
    throw_error(*list_.error);
  SyntaxError error;
  error.kind =
      is_indentation_error ? SyntaxErrorKind::indentation_error : SyntaxErrorKind::syntax_error;
  error.message = std::move(message);
  Position position = token().position;
  const std::string_view line = source_.line(position.line);
  if (token().begin >= text_.size()) { // the end of the text: after its last line's newline
    if (line.empty() && position.line > 1) --position.line;
    const std::string_view last = source_.line(position.line);
    const bool has_newline = !last.empty() && last.back() == '\n';
    position.column = static_cast<int>(last.size()) + (has_newline ? 0 : 1);
  }
  error.line = error.end_line = position.line;
  error.column = source_.character_column(position.line, position.column) - 1;
  error.end_column = -1;
  error.source_line = shown_line(position.line);
  throw_error(std::move(error));
}

void Parser::explain_missing_comma() {
  if (speculating_ != 0 || last_disjunction_ == nullptr || last_disjunction_end_ != index_) return;
  const Token& first = tokens_[last_disjunction_begin_];
  if (first.kind == Kind::NAME) {
    const Kind next = tokens_[last_disjunction_begin_ + 1].kind;
    if (next == Kind::STRING || next == Kind::FSTRING_START) return;
    const std::string_view word = text_at(first);
    if (word == "match" || word == "case" || word == "type" || word == "_") return;
  }
  if (const auto* function = try_as<Name>(last_disjunction_);
      function != nullptr && (function->id == "print" || function->id == "exec"))
    return;
  const Position start = last_disjunction_->position;
  Position end;
  std::size_t level = 0;
  const bool another = holds([&] {
    const Expression* second = expression();
    end = second->position;
    level = last_token().level;
    return true;
  });
  if (!another && failed_lexically_) throw_lexical_error();
  if (another && level > 0)
    fail_at(spanning(start, end), "invalid syntax. Perhaps you forgot a comma?");
}

void Parser::fail_generic() {
  if (kind() == Kind::INDENT) fail_indentation("unexpected indent");
  if (kind() == Kind::DEDENT) fail_indentation("unexpected unindent");
  if (last_disjunction_ != nullptr && last_disjunction_end_ == index_ && speculating_ == 0) {
    const Token& first = tokens_[last_disjunction_begin_];
    const std::string_view word = text_at(first);
    if ((word == "print" || word == "exec") && last_disjunction_begin_ + 1 == index_ &&
        !at(Kind::LPAR)) {
      Position end;
      if (at_expression_start() && holds([&] {
            end = star_expressions()->position;
            return true;
          }))
        fail_at(spanning(first.position, end),
                fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", word));
    }
  }
  explain_missing_comma();
  fail_at(token().position, "invalid syntax");
}

void Parser::fail_too_deep() {
  SyntaxError error;
  error.message = "parser stack overflow: the source is nested too deeply";
  const Position& position = token().position;
  error.line = error.end_line = position.line;
  error.column = source_.character_column(position.line, position.column);
  error.end_column = error.column;
  error.source_line = shown_line(position.line);
  depth_ = 0; // so that nothing on the way out fails again
  throw_error(std::move(error));
}

// ---- entry

void Parser::parse_module() {
  reads_file_ = true;
  if (kind() == Kind::ERRORTOKEN) throw_lexical_error();
  Statements statements;
  while (!at(Kind::ENDMARKER)) statement(statements);
  ast_.body = arena_.copy(statements);
}

void Parser::parse_eval() {
  if (kind() == Kind::ERRORTOKEN) throw_lexical_error();
  const Position start = token().position;
  Expressions elements = {expression()};
  const bool is_tuple = at(Kind::COMMA);
  while (accept(Kind::COMMA)) {
    if (!at_expression_start()) break;
    elements.push_back(expression());
  }
  ast_.expression = elements.front();
  if (is_tuple) {
    auto* tuple = make_from<Tuple>(start);
    tuple->elts = arena_.copy(elements);
    ast_.expression = tuple;
  }
  while (accept(Kind::NEWLINE)) {
  }
  if (!at(Kind::ENDMARKER)) fail_generic();
}

ParseResult parse(std::string_view source, ParseMode mode, const Grammar& grammar) {
  ParseResult result;
  const SourceText text(source);
  result.error = text.check_encoding();
  if (result.error) return result;
  auto ast = std::make_unique<Ast>();
  Parser parser(text, tokenize(text), *ast, grammar);
  try {
    if (mode == ParseMode::exec)
      parser.parse_module();
    else
      parser.parse_eval();
    result.ast = std::move(ast);
  } catch (const ParseFailure& failure) {
    result.error = failure.error;
  }
  return result;
}

SyntaxError syntax_error_at(std::string_view source, const Position& position, std::string message,
                            SyntaxErrorKind kind) {
  const SourceText text(source);
  SyntaxError error;
  error.kind = kind;
  error.message = std::move(message);
  error.line = position.line;
  error.column = text.character_column(position.line, position.column);
  error.end_line = position.end_line;
  error.end_column = text.character_column(position.end_line, position.end_column);
  error.source_line = std::string(text.line(position.line));
  return error;
}

} // namespace specmon::compiler
