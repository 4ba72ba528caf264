#include "vm/compiler/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "vm/compiler/unicode_names.h"

namespace specmon::compiler {

namespace {

// The limits of CPython's tokenizer.
constexpr std::size_t max_brackets = 200;
constexpr std::size_t max_indents = 100;
constexpr std::size_t max_fstrings = 150;
constexpr std::size_t max_nested_fields = 3;

struct Stop {}; // thrown when the text cannot be read on; `error` or `open_brackets` say why

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_hex_digit(char character) {
  return is_digit(character) || (character >= 'a' && character <= 'f') ||
         (character >= 'A' && character <= 'F');
}

bool is_name_byte(char character) {
  return static_cast<unsigned char>(character) >= 0x80 || character == '_' || is_digit(character) ||
         (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

char closing_of(char opening) {
  return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

/// A replacement field of an f-string that is open.
struct Field {
  std::size_t brackets; ///< open brackets, its own brace included
  bool in_format_spec = false;
};

struct FString {
  char quote;
  bool triple;
  bool raw;
  std::size_t begin;
  int line;
  std::size_t line_start;
  std::vector<Field> fields;

  bool reads_text() const { return fields.empty() || fields.back().in_format_spec; }
};

class Lexer {
public:
  explicit Lexer(const SourceText& source) : source_(source), text_(source.text()) {
    result_.tokens.reserve(text_.size() / 4 + 8);
  }

  TokenList run() {
    try {
      read_all();
    } catch (const Stop&) {
      start_token();
      add(TokenKind::ERRORTOKEN);
      for (const OpenBracket& bracket : brackets_) result_.open_brackets.push_back(bracket);
    }
    return std::move(result_);
  }

private:
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  char peek(std::size_t ahead = 0) const { return at(cursor_ + ahead); }
  bool at_end() const { return cursor_ >= text_.size(); }

  // ---- errors

  [[noreturn]] void fail(SyntaxErrorKind kind, std::string message, int line, int column,
                         int end_column) {
    // As in CPython: not what is wrong inside f-strings, nor tabs, limits and joined lines (which
    // have no end).
    result_.error_explains_more =
        message.find("f-string") == std::string::npos &&
        (kind == SyntaxErrorKind::indentation_error ? end_column < 0 : end_column > 0);
    SyntaxError error;
    error.kind = kind;
    error.message = std::move(message);
    error.line = error.end_line = line;
    error.column = column;
    error.end_column = end_column;
    error.source_line = std::string(source_.line(line));
    if (end_column > 0) remove_newline(error.source_line);
    result_.error = std::move(error);
    throw Stop();
  }

  /// At the character before `offset`, which is in the current line.
  [[noreturn]] void fail_before(std::size_t offset, std::string message) {
    const int column = count_code_points(text_.substr(line_start_, offset - line_start_));
    fail(SyntaxErrorKind::syntax_error, std::move(message), line_, column, column);
  }

  [[noreturn]] void fail_at_start(std::size_t begin, int line, std::size_t line_start,
                                  std::string message) {
    const int column = count_code_points(text_.substr(line_start, begin - line_start)) + 1;
    fail(SyntaxErrorKind::syntax_error, std::move(message), line, column, column);
  }

  // ---- tokens

  void start_token() {
    begin_ = cursor_;
    begin_line_ = line_;
    begin_line_start_ = line_start_;
  }

  Token& add(TokenKind kind) {
    Token token;
    token.kind = kind;
    token.level = static_cast<std::uint16_t>(brackets_.size());
    token.begin = static_cast<std::uint32_t>(begin_);
    token.end = static_cast<std::uint32_t>(cursor_);
    token.position = {begin_line_, static_cast<int>(begin_ - begin_line_start_), line_,
                      static_cast<int>(cursor_ - line_start_)};
    result_.tokens.push_back(token);
    return result_.tokens.back();
  }

  void add_newline() {
    start_token();
    Token& token = add(TokenKind::NEWLINE);
    token.position.end_column = token.position.column + 1;
  }

  void next_line() {
    ++line_;
    line_start_ = cursor_;
  }

  void read_all() {
    bool line_begins = true;
    for (;;) {
      if (!fstrings_.empty() && fstrings_.back().reads_text()) {
        read_fstring_text();
        continue;
      }
      if (line_begins) {
        line_begins = false;
        if (!read_indentation()) break;
      }
      skip_blanks();
      if (at_end()) {
        if (!brackets_.empty() || !fstrings_.empty()) throw Stop();
        if (!result_.tokens.empty() && result_.tokens.back().kind != TokenKind::NEWLINE &&
            result_.tokens.back().kind != TokenKind::DEDENT)
          add_newline();
        break;
      }
      if (peek() == '\n') {
        const bool inside = !brackets_.empty();
        if (!inside) add_newline();
        ++cursor_;
        next_line();
        line_begins = !inside;
        continue;
      }
      read_token();
    }
    finish();
  }

  void finish() {
    start_token();
    for (; indents_.size() > 1; indents_.pop_back()) add(TokenKind::DEDENT);
    add(TokenKind::ENDMARKER);
  }

  void skip_blanks() {
    for (;;) {
      const char character = peek();
      if (character == ' ' || character == '\t' || character == '\f') {
        ++cursor_;
      } else if (character == '#') {
        const std::size_t end = text_.find('\n', cursor_);
        cursor_ = end == std::string_view::npos ? text_.size() : end;
      } else if (character == '\\') {
        continue_line();
      } else {
        return;
      }
    }
  }

  /// A backslash joins lines.
  void continue_line() {
    if (peek(1) != '\n' && cursor_ + 1 < text_.size()) {
      const int column =
          count_code_points(text_.substr(line_start_, cursor_ + 1 - line_start_)) + 1;
      fail(SyntaxErrorKind::syntax_error, "unexpected character after line continuation character",
           line_, column, 0);
    }
    if (cursor_ + 2 >= text_.size()) {
      const int column =
          count_code_points(text_.substr(line_start_, cursor_ + 1 - line_start_)) + 1;
      fail(SyntaxErrorKind::syntax_error, "unexpected EOF while parsing", line_, column, -1);
    }
    cursor_ += 2;
    next_line();
  }

  /// Reads the blanks that begin a logical line, skipping lines with nothing else, and adds INDENT
  /// or DEDENT tokens. False at the end of the text.
  bool read_indentation() {
    for (;;) {
      // A tab goes to the next multiple of 8; and as the other count of tabs (1 each) must agree on
      // what is deeper, a mix that depends on the width of a tab is refused.
      int column = 0;
      int tab_column = 0;
      int continued = 0;
      for (;; ++cursor_) {
        const char character = peek();
        if (character == ' ') {
          ++column;
          ++tab_column;
        } else if (character == '\t') {
          column = (column / 8 + 1) * 8;
          ++tab_column;
        } else if (character == '\f') {
          column = tab_column = 0;
        } else if (character == '\\') {
          continued = continued != 0 ? continued : column;
          continue_line();
          --cursor_;
          column = tab_column = 0;
        } else {
          break;
        }
      }
      if (continued != 0) column = tab_column = continued;
      if (at_end()) return false;
      if (peek() == '#') {
        const std::size_t end = text_.find('\n', cursor_);
        cursor_ = end == std::string_view::npos ? text_.size() : end;
        if (at_end()) return false;
      }
      if (peek() == '\n') {
        ++cursor_;
        next_line();
        continue;
      }
      add_indentation({column, tab_column});
      return true;
    }
  }

  struct Indent {
    int column;
    int tab_column;
  };

  void add_indentation(Indent indent) {
    const auto refuse_tabs = [&] {
      fail(SyntaxErrorKind::tab_error, "inconsistent use of tabs and spaces in indentation", line_,
           1, 0);
    };
    start_token();
    const Indent& top = indents_.back();
    if (indent.column == top.column) {
      if (indent.tab_column != top.tab_column) refuse_tabs();
      return;
    }
    if (indent.column > top.column) {
      if (indents_.size() >= max_indents)
        fail(SyntaxErrorKind::indentation_error, "too many levels of indentation", line_, 1, 0);
      if (indent.tab_column <= top.tab_column) refuse_tabs();
      indents_.push_back(indent);
      add(TokenKind::INDENT);
      return;
    }
    while (indents_.size() > 1 && indent.column < indents_.back().column) {
      indents_.pop_back();
      add(TokenKind::DEDENT);
    }
    if (indent.column != indents_.back().column) {
      std::string_view line = source_.line(line_);
      const bool has_newline = !line.empty() && line.back() == '\n';
      // The dedents of this line were not read when CPython gives up.
      while (!result_.tokens.empty() && result_.tokens.back().kind == TokenKind::DEDENT)
        result_.tokens.pop_back();
      fail(SyntaxErrorKind::indentation_error,
           "unindent does not match any outer indentation level", line_,
           count_code_points(line) + (has_newline ? 0 : 1), -1);
    }
    if (indent.tab_column != indents_.back().tab_column) refuse_tabs();
  }

  void read_token() {
    start_token();
    const char first = peek();
    if (is_digit(first) || (first == '.' && is_digit(peek(1)))) {
      read_number();
      add(TokenKind::NUMBER);
    } else if (first == '"' || first == '\'') {
      read_string();
    } else if (is_name_byte(first)) {
      read_name();
    } else {
      read_operator();
    }
  }

  // ---- names

  void read_name() {
    std::size_t end = cursor_;
    bool ascii = true;
    while (is_name_byte(at(end))) {
      ascii = ascii && static_cast<unsigned char>(at(end)) < 0x80;
      ++end;
    }
    const std::string_view word = text_.substr(cursor_, end - cursor_);
    if ((at(end) == '"' || at(end) == '\'') && word.size() <= 2 && is_string_prefix(word)) {
      read_prefixed_string(word);
      return;
    }
    if (!ascii) check_identifier(word);
    cursor_ = end;
    add(ascii ? keyword_kind(word) : TokenKind::NAME);
  }

  static bool is_string_prefix(std::string_view word) {
    std::string lower(word);
    for (char& character : lower) character = static_cast<char>(character | 0x20);
    static constexpr const char* prefixes[] = {"b",  "r",  "u",  "f",  "t", "br",
                                               "rb", "fr", "rf", "tr", "rt"};
    return std::find(std::begin(prefixes), std::end(prefixes), lower) != std::end(prefixes);
  }

  void check_identifier(std::string_view word) {
    for (std::size_t offset = 0; offset < word.size();) {
      const bool first = offset == 0;
      const char32_t code_point = decode_code_point(word, offset);
      if (!(first ? is_identifier_start(code_point) : is_identifier_part(code_point)))
        refuse_character(code_point, cursor_ + offset);
      if (may_be_denormal(code_point))
        fail(SyntaxErrorKind::unsupported, "a name that Unicode normalisation (NFKC) changes",
             line_, count_code_points(text_.substr(line_start_, cursor_ - line_start_)) + 1, 0);
    }
  }

  [[noreturn]] void refuse_character(char32_t code_point, std::size_t end) {
    if (!is_printable(code_point))
      fail_before(end, fmt::format("invalid non-printable character U+{:04X}",
                                   static_cast<std::uint32_t>(code_point)));
    std::string character;
    append_code_point(character, code_point);
    fail_before(end, fmt::format("invalid character '{}' (U+{:04X})", character,
                                 static_cast<std::uint32_t>(code_point)));
  }

  // ---- numbers

  /// What may follow a number directly: nothing of a name, but a keyword (`1if x else y`).
  void check_end_of_number(const char* what) {
    static constexpr const char* keywords[] = {"and", "else", "for", "in", "is", "if", "not", "or"};
    for (const char* keyword : keywords)
      if (text_.substr(cursor_, std::strlen(keyword)) == keyword) return;
    if (static_cast<unsigned char>(peek()) < 0x80 && is_name_byte(peek()))
      fail_before(cursor_, fmt::format("invalid {} literal", what));
  }

  void read_decimal_digits() {
    for (;;) {
      while (is_digit(peek())) ++cursor_;
      if (peek() != '_') return;
      ++cursor_;
      if (!is_digit(peek())) fail_before(cursor_, "invalid decimal literal");
    }
  }

  template <typename IsDigit> void read_based_digits(const char* what, IsDigit is_based_digit) {
    cursor_ += 2;
    const auto refuse_digit = [&] {
      if (!is_digit(peek())) return;
      fail_before(cursor_ + 1, fmt::format("invalid digit '{}' in {} literal", peek(), what));
    };
    do {
      if (peek() == '_') ++cursor_;
      if (!is_based_digit(peek())) {
        refuse_digit();
        fail_before(cursor_, fmt::format("invalid {} literal", what));
      }
      while (is_based_digit(peek())) ++cursor_;
    } while (peek() == '_');
    refuse_digit();
    check_end_of_number(what);
  }

  void read_number() {
    bool leading_zeros = false;
    std::size_t zeros_end = 0;
    if (peek() == '0') {
      const char mark = static_cast<char>(peek(1) | 0x20);
      if (mark == 'x') return read_based_digits("hexadecimal", is_hex_digit);
      if (mark == 'o')
        return read_based_digits("octal", [](char c) { return c >= '0' && c <= '7'; });
      if (mark == 'b')
        return read_based_digits("binary", [](char c) { return c == '0' || c == '1'; });
      for (;;) {
        while (peek() == '0') ++cursor_;
        if (peek() != '_') break;
        ++cursor_;
        if (!is_digit(peek())) fail_before(cursor_, "invalid decimal literal");
      }
      zeros_end = cursor_ + 1;
      leading_zeros = is_digit(peek());
    }
    if (peek() != '.') read_decimal_digits();
    if (peek() == '.') {
      leading_zeros = false;
      ++cursor_;
      if (is_digit(peek())) read_decimal_digits();
    }
    if ((peek() | 0x20) == 'e') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      if (is_digit(peek(sign))) {
        leading_zeros = false;
        cursor_ += sign;
        read_decimal_digits();
      } else if (sign == 2) {
        fail_before(cursor_ + 2, "invalid decimal literal");
      }
    }
    if ((peek() | 0x20) == 'j') {
      ++cursor_;
      check_end_of_number("imaginary");
      return;
    }
    if (leading_zeros) {
      const int column = count_code_points(text_.substr(line_start_, begin_ - line_start_)) + 1;
      fail(
          SyntaxErrorKind::syntax_error,
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
          "integers",
          line_, column, column + static_cast<int>(zeros_end - begin_) - 1);
    }
    check_end_of_number("decimal");
  }

  // ---- strings

  void read_prefixed_string(std::string_view prefix) {
    bool formatted = false;
    bool raw = false;
    for (char character : prefix) {
      const char lower = static_cast<char>(character | 0x20);
      formatted = formatted || lower == 'f';
      raw = raw || lower == 'r';
      if (lower == 't')
        fail(SyntaxErrorKind::unsupported, "template strings", line_,
             count_code_points(text_.substr(line_start_, begin_ - line_start_)) + 1, 0);
    }
    cursor_ += prefix.size();
    if (!formatted) return read_string();
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    cursor_ += triple ? 3 : 1;
    add(TokenKind::FSTRING_START);
    if (fstrings_.size() >= max_fstrings) fail_before(cursor_, "too many nested f-strings");
    fstrings_.push_back({quote, triple, raw, begin_, line_, line_start_, {}});
  }

  int last_line_read() const {
    return cursor_ > 0 && at_end() && at(cursor_ - 1) == '\n' ? line_ - 1 : line_;
  }

  void read_string() {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    cursor_ += triple ? 3 : 1;
    bool escaped_quote = false;
    for (;;) {
      const char character = peek();
      if (at_end() || (!triple && character == '\n'))
        refuse_unterminated(quote, triple, escaped_quote);
      if (character == quote) {
        if (!triple) {
          ++cursor_;
          break;
        }
        if (peek(1) == quote && peek(2) == quote) {
          cursor_ += 3;
          break;
        }
      }
      ++cursor_;
      if (character == '\\' && !at_end()) {
        const char escaped = peek();
        ++cursor_;
        if (escaped == '\n') next_line();
        escaped_quote = escaped_quote || escaped == quote;
      } else if (character == '\n') {
        next_line();
      }
    }
    add(TokenKind::STRING);
  }

  [[noreturn]] void refuse_unterminated(char quote, bool triple, bool escaped_quote) {
    if (!fstrings_.empty() && fstrings_.back().quote == quote && fstrings_.back().triple == triple)
      fail_at_start(begin_, begin_line_, begin_line_start_, "f-string: expecting '}'");
    fail_at_start(
        begin_, begin_line_, begin_line_start_,
        fmt::format("unterminated {}string literal (detected at line {}){}",
                    triple ? "triple-quoted " : "", last_line_read(),
                    escaped_quote && !triple ? "; perhaps you escaped the end quote?" : ""));
  }

  // ---- f-strings

  /// Reads text up to the next field or the end of the string or of the format specification.
  void read_fstring_text() {
    FString& fstring = fstrings_.back();
    start_token();
    for (;;) {
      const char character = peek();
      const bool in_spec = !fstring.fields.empty();
      if (at_end() || (character == '\n' && !fstring.triple)) {
        if (in_spec && !at_end()) { // the line's end ends the specification
          add_fstring_text();
          fstring.fields.back().in_format_spec = false;
          return;
        }
        refuse_unterminated_fstring(fstring);
      }
      if (character == fstring.quote &&
          (!fstring.triple || (peek(1) == fstring.quote && peek(2) == fstring.quote))) {
        add_fstring_text();
        start_token();
        cursor_ += fstring.triple ? 3 : 1;
        add(TokenKind::FSTRING_END);
        fstrings_.pop_back();
        return;
      }
      if (character == '{') {
        if (peek(1) == '{' && !in_spec) {
          cursor_ += 2;
          continue;
        }
        add_fstring_text();
        start_token();
        open_bracket('{');
        if (fstring.fields.size() >= max_nested_fields)
          fail_before(cursor_ - 1, "f-string: expressions nested too deeply");
        fstring.fields.push_back({brackets_.size()});
        return;
      }
      if (character == '}') {
        if (in_spec) {
          add_fstring_text();
          fstring.fields.back().in_format_spec = false; // read_operator() closes the field
          return;
        }
        if (peek(1) != '}') fail_before(cursor_ + 1, "f-string: single '}' is not allowed");
        cursor_ += 2;
        continue;
      }
      ++cursor_;
      if (character == '\n') {
        next_line();
      } else if (character == '\\' && !at_end()) {
        read_fstring_escape(fstring.raw);
      }
    }
  }

  void read_fstring_escape(bool raw) {
    const char escaped = peek();
    if (escaped == '{' || escaped == '}') return; // a brace cannot be escaped
    if (!raw && escaped == 'N' && peek(1) == '{') {
      while (!at_end() && peek() != '}' && peek() != '\n') ++cursor_;
      if (peek() == '}') ++cursor_;
      return;
    }
    ++cursor_;
    if (escaped == '\n') next_line();
  }

  void add_fstring_text() {
    if (cursor_ > begin_) add(TokenKind::FSTRING_MIDDLE);
  }

  [[noreturn]] void refuse_unterminated_fstring(const FString& fstring) {
    fail_at_start(fstring.begin, fstring.line, fstring.line_start,
                  fmt::format("unterminated {}f-string literal (detected at line {})",
                              fstring.triple ? "triple-quoted " : "", last_line_read()));
  }

  // ---- operators

  void open_bracket(char character) {
    if (brackets_.size() >= max_brackets) {
      ++cursor_;
      fail_before(cursor_, "too many nested parentheses");
    }
    brackets_.push_back({character, static_cast<std::uint32_t>(result_.tokens.size())});
    ++cursor_;
    add(character == '('   ? TokenKind::LPAR
        : character == '[' ? TokenKind::LSQB
                           : TokenKind::LBRACE);
  }

  void close_bracket(char character) {
    ++cursor_;
    if (brackets_.empty()) fail_before(cursor_, fmt::format("unmatched '{}'", character));
    const OpenBracket opening = brackets_.back();
    const bool closes_field = !fstrings_.empty() && !fstrings_.back().fields.empty() &&
                              fstrings_.back().fields.back().brackets == brackets_.size();
    if (closing_of(opening.character) != character) {
      if (closes_field) fail_before(cursor_, fmt::format("f-string: unmatched '{}'", character));
      const int opening_line = result_.tokens[opening.token].position.line;
      const std::string where =
          opening_line == line_ ? "" : fmt::format(" on line {}", opening_line);
      fail_before(cursor_,
                  fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'{}",
                              character, opening.character, where));
    }
    brackets_.pop_back();
    if (closes_field) fstrings_.back().fields.pop_back();
    result_.tokens[opening.token].partner = static_cast<std::uint32_t>(result_.tokens.size());
    add(character == ')'   ? TokenKind::RPAR
        : character == ']' ? TokenKind::RSQB
                           : TokenKind::RBRACE);
  }

  void read_operator() {
    const char character = peek();
    switch (character) {
    case '(':
    case '[':
    case '{': open_bracket(character); return;
    case ')':
    case ']':
    case '}': close_bracket(character); return;
    default: break;
    }
    if (character == ':' && !fstrings_.empty() &&
        fstrings_.back().fields.back().brackets == brackets_.size()) {
      ++cursor_;
      add(TokenKind::COLON);
      fstrings_.back().fields.back().in_format_spec = true;
      return;
    }
    struct Operator {
      std::string_view text;
      TokenKind kind;
    };
    static constexpr Operator operators[] = {
#define OPERATOR(kind, text) {text, TokenKind::kind},
#include "vm/compiler/tokens.def"
    };
    const Operator* longest = nullptr;
    for (const Operator& candidate : operators)
      if (candidate.text.front() == character &&
          text_.substr(cursor_, candidate.text.size()) == candidate.text &&
          (longest == nullptr || candidate.text.size() > longest->text.size()))
        longest = &candidate;
    if (longest != nullptr) {
      cursor_ += longest->text.size();
      add(longest->kind);
      return;
    }
    ++cursor_;
    const auto byte = static_cast<unsigned char>(character);
    if (!is_printable(byte)) refuse_character(byte, cursor_);
    add(TokenKind::LESSGREATER); // `$`, `?` and the backquote: tokens that no rule takes
  }

  const SourceText& source_;
  std::string_view text_;
  TokenList result_;
  std::size_t cursor_ = 0;
  int line_ = 1;
  std::size_t line_start_ = 0;
  std::size_t begin_ = 0; // of the token that is being read
  int begin_line_ = 1;
  std::size_t begin_line_start_ = 0;
  std::vector<Indent> indents_ = {{0, 0}};
  std::vector<OpenBracket> brackets_;
  std::vector<FString> fstrings_;
};

} // namespace

TokenList tokenize(const SourceText& source) {
  return Lexer(source).run();
}

} // namespace specmon::compiler
