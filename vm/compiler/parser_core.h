#pragma once
// The recursive-descent parser, for its own .cpp files only: parser.cpp (tokens, errors, entry),
// parser_statements, parser_definitions, parser_expressions, parser_displays (brackets and calls),
// parser_strings, parser_targets, parser_patterns. Each function reads one rule of the grammar
// (https://docs.python.org/3/reference/grammar.html) and is named after it.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vm/compiler/lexer.h"
#include "vm/compiler/parser.h"
#include "vm/compiler/source_text.h"

namespace specmon::compiler {

/// Thrown at the first error; never leaves `parse`.
struct ParseFailure {
  SyntaxError error;
  bool is_lexical = false; ///< the text cannot be read on from here
};

class Parser {
public:
  Parser(const SourceText& source, TokenList tokens, Ast& ast, const Grammar& grammar)
      : source_(source), text_(source.text()), list_(std::move(tokens)), tokens_(list_.tokens),
        ast_(ast), arena_(ast.arena), grammar_(grammar) {}

  void parse_module();
  void parse_eval();

private:
  using Expressions = std::vector<Expression*>;
  using Statements = std::vector<Statement*>;
  using Kind = TokenKind;

  // ---- tokens (parser.cpp)

  const Token& token() const { return tokens_[index_]; }
  Kind kind() const { return tokens_[index_].kind; }
  Kind kind_ahead(std::size_t count) const {
    return index_ + count < tokens_.size() ? tokens_[index_ + count].kind : Kind::ENDMARKER;
  }
  bool at(Kind wanted) const { return kind() == wanted; }
  std::string_view text_at(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  bool at_word(std::string_view word) const { return at(Kind::NAME) && text_at(token()) == word; }
  void advance();
  bool accept(Kind wanted) {
    if (!at(wanted)) return false;
    advance();
    return true;
  }
  void expect(Kind wanted) {
    if (!accept(wanted)) fail_generic();
  }
  /// A token that nothing else could replace: the message names it.
  void expect_forced(Kind wanted);
  /// The colon of a compound statement.
  void expect_colon();
  Identifier expect_name();

  /// From the start of `first` to the end of the last token that is not layout.
  Position position_from(const Position& first) const;
  const Token& last_token() const;

  template <typename T> T* make(const Position& position) {
    T* node = arena_.make<T>();
    node->position = position;
    return node;
  }
  /// A node from `first` to the last token.
  template <typename T> T* make_from(const Position& first) {
    return make<T>(position_from(first));
  }

  // ---- errors (parser.cpp)

  [[noreturn]] void fail(SyntaxErrorKind kind, std::string message, const Position& position);
  [[noreturn]] void fail_at(const Position& position, std::string message) {
    fail(SyntaxErrorKind::syntax_error, std::move(message), position);
  }
  /// At the current token.
  [[noreturn]] void fail_here(std::string message);
  [[noreturn]] void fail_indentation(std::string message);
  /// "invalid syntax", or what is more helpful there.
  [[noreturn]] void fail_generic();
  /// The line as an error shows it (SyntaxError::source_line).
  std::string shown_line(int number) const;
  [[noreturn]] void throw_error(SyntaxError error, bool is_lexical = false);
  [[noreturn]] void throw_lexical_error();
  [[noreturn]] void throw_never_closed();
  void explain_missing_comma();

  /// Runs `rule` from here and goes back: whether it held.
  template <typename Rule> bool holds(Rule rule) {
    const std::size_t index = index_;
    const std::size_t furthest = furthest_;
    ++speculating_;
    bool result = true;
    try {
      result = rule();
    } catch (const ParseFailure& failure) {
      result = false;
      failed_lexically_ = failure.is_lexical;
    }
    --speculating_;
    index_ = index;
    furthest_ = furthest;
    return result;
  }

  /// Bounds the recursion of this parser and the height of the tree, which later passes descend.
  class Nesting {
  public:
    explicit Nesting(Parser& parser) : parser_(parser), outer_height_(parser.height_) {
      parser_.height_ = 0;
      if (++parser_.depth_ > max_depth) parser_.fail_too_deep();
    }
    ~Nesting() {
      --parser_.depth_;
      parser_.height_ = std::max(outer_height_, parser_.height_ + 1);
    }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

  private:
    Parser& parser_;
    int outer_height_;
  };
  void grow() {
    if (++height_ > max_height) fail_too_deep();
  }
  [[noreturn]] void fail_too_deep();

  /// Runs `rule`; if all it can say is "invalid syntax", says `message` instead, there or at
  /// `position`.
  template <typename Rule>
  auto explained(Rule rule, const char* message, const Position* position) {
    try {
      return rule();
    } catch (ParseFailure& failure) {
      if (speculating_ != 0 || failure.error.message != "invalid syntax") throw;
      if (position != nullptr) fail_at(*position, message);
      failure.error.message = message;
      throw;
    }
  }
  static constexpr int max_depth = 1000;
  static constexpr int max_height = 3000;

  // ---- statements (parser_statements.cpp)

  void statement(Statements& statements);
  void simple_statements(Statements& statements);
  Statement* simple_statement();
  Statement* expression_statement();
  Statement* assignment(Expression* first, std::size_t begin);
  Statement* annotated_assignment(Expression* target, const Token& first);
  Statement* return_statement();
  Statement* raise_statement();
  Statement* global_statement();
  Statement* delete_statement();
  Statement* assert_statement();
  Statement* import_statement();
  Statement* import_from_statement();
  Alias* import_from_alias();
  Identifier dotted_name();
  Statement* type_alias();
  Sequence<Statement> block(const std::string& after, int line);
  Statement* if_statement();
  Statement* while_statement();
  Statement* for_statement(const Token* async_token);
  Statement* with_statement(const Token* async_token);
  WithItem* with_item();
  bool with_items_in_parentheses(std::vector<WithItem*>& items);
  Statement* try_statement();
  ExceptHandler* except_handler(bool& is_star, int& star_seen);
  Sequence<Statement> else_block();
  bool at_match_statement() const;
  Statement* match_statement();
  MatchCase* match_case();

  // ---- definitions (parser_definitions.cpp)

  Statement* decorated();
  Statement* async_statement(Sequence<Expression> decorators);
  Statement* function_definition(const Token* async_token, Sequence<Expression> decorators);
  Statement* class_definition(Sequence<Expression> decorators);
  Sequence<TypeParameter> type_parameters();
  Arguments* parameters(Kind closing);
  Arg* parameter(bool is_lambda, bool is_starred);
  Expression* default_value();

  // ---- expressions (parser_expressions.cpp)

  Expression* star_expressions();
  Expression* star_expression();
  Expression* star_named_expression();
  Expression* named_expression();
  Expression* assignment_expression();
  Expression* expression();
  Expression* yield_expression();
  Expression* yield_or_star_expressions();
  Expression* lambda();
  Expression* disjunction();
  Expression* conjunction();
  Expression* inversion();
  Expression* comparison();
  Expression* bitwise_or() { return binary(0); }
  Expression* binary(int precedence);
  Expression* factor();
  Expression* power();
  Expression* primary();
  Expression* primary_after(Expression* value, const Position& start);
  Expression* atom();
  Expression* name();
  Expression* number();
  Expression* constant(vm::Constant value);
  bool at_expression_start() const;
  void refuse_not_operand();
  Expression* unpacked();
  void refuse_assignment_in_condition(Expression* value, std::size_t first);

  // ---- brackets and calls (parser_displays.cpp)

  Expression* group();
  Expression* list();
  Expression* dict_or_set();
  Expression* dict_after_first(const Position& start, Expression* key);
  Expression* dict_comprehension(const Position& start, Expression* key, Expression* value);
  Expression* dict_value();
  void check_unpacking(const Position& position, const char* message);
  void check_element(const Expression& element);
  void refuse_bare_target(const Expressions& elements);
  bool at_comprehension() const {
    return at(Kind::KW_FOR) || (at(Kind::KW_ASYNC) && kind_ahead(1) == Kind::KW_FOR);
  }
  Sequence<Comprehension> comprehension_clauses();
  Expression* call(Expression* function, const Position& start);
  struct CallArguments {
    Expressions args;
    std::vector<Keyword*> keywords;
  };
  Expression* bare_generator(const CallArguments& before, const Position& start,
                             Expression* element);
  CallArguments arguments(bool allow_generator);
  Keyword* keyword_argument();
  void refuse_keyword(Expression* value, std::size_t first);
  Expression* slices();
  Expression* slice();

  // ---- strings (parser_strings.cpp)

  Expression* strings();
  struct StringParts; // what adjacent string literals give
  void string_part(StringParts& parts);
  void fstring_part(StringParts& parts);
  void replacement_field(StringParts& parts, bool raw);
  JoinedStr* format_spec(const Token& colon, bool raw);
  std::string decode(std::string_view body, const Token& token, bool is_bytes);

  // ---- targets (parser_targets.cpp)

  void set_context(Expression* expression, ExpressionContext context);
  static const char* describe(const Expression* expression);
  enum class TargetUse { assignment, deletion, loop };
  static const Expression* invalid_target(const Expression* expression, TargetUse use);
  void to_target(Expression* expression, TargetUse use);
  Expression* star_targets();
  Expression* star_target();
  [[noreturn]] void refuse_assignment(Expression* target, std::size_t first);
  bool starts_as_assignable(const Expression* expression) const;

  // ---- patterns (parser_patterns.cpp)

  Pattern* patterns();
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* maybe_star_pattern();
  Pattern* name_pattern();
  Pattern* class_pattern(Expression* cls, const Position& start);
  Pattern* group_or_sequence_pattern();
  Pattern* mapping_pattern();
  Expression* signed_number();
  Expression* literal_expression();
  Identifier capture_name();

  const SourceText& source_;
  std::string_view text_;
  TokenList list_;
  const std::vector<Token>& tokens_;
  Ast& ast_;
  Arena& arena_;
  const Grammar grammar_;
  std::size_t index_ = 0;
  std::size_t furthest_ = 0; // the last token that was looked at
  int speculating_ = 0;
  int depth_ = 0;
  int height_ = 0;
  // The expression read last: its first token and the token after it.
  Expression* last_disjunction_ = nullptr;
  std::size_t last_disjunction_begin_ = 0;
  std::size_t last_disjunction_end_ = 0;
  bool reads_file_ = false;
  bool failed_lexically_ = false; // why holds() last said no
  std::uint16_t field_level_ = 0; // brackets open in the f-string field being read; 0: none
};

} // namespace specmon::compiler
