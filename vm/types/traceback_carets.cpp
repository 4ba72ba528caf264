#include "vm/types/traceback_carets.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace specmon::vm {

namespace {

struct Place {
  std::size_t line = 0; // index into the segment's lines
  std::size_t column = 0;
};
bool operator<(Place a, Place b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

// The part that gets `^`; the rest of the segment gets `~`.
struct Anchors {
  Place begin, end;
};

std::string trimmed(const std::string& text) {
  std::size_t begin = text.find_first_not_of(" \t\f");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\f\r\n") - begin + 1);
}

std::size_t leading(const std::string& text) {
  std::size_t begin = text.find_first_not_of(" \t\f");
  return begin == std::string::npos ? text.size() : begin;
}

bool is_operator_character(char c) {
  return std::string_view("+-*/%@&|^<>").find(c) != std::string_view::npos;
}

// Walks over the code of a segment, strings and comments left out, with the depth of brackets.
template <class See>
void walk(const std::vector<std::string>& lines, Place from, Place to, See see) {
  int depth = 0;
  char quote = 0;
  bool triple = false;
  for (Place at = from; at < to;) {
    const std::string& line = lines[at.line];
    if (at.column >= line.size()) {
      at = {at.line + 1, 0};
      if (!triple) quote = 0;
      continue;
    }
    char c = line[at.column];
    if (quote) {
      if (c == '\\') {
        at.column += 2;
        continue;
      }
      if (c == quote) {
        if (!triple) {
          quote = 0;
        } else if (line.compare(at.column, 3, std::string(3, quote)) == 0) {
          quote = 0;
          triple = false;
          at.column += 2;
        }
      }
      ++at.column;
      continue;
    }
    if (c == '#') {
      at = {at.line + 1, 0};
      continue;
    }
    if (c == '"' || c == '\'') {
      quote = c;
      triple = line.compare(at.column, 3, std::string(3, c)) == 0;
      at.column += triple ? 3 : 1;
      continue;
    }
    bool closes = c == ')' || c == ']' || c == '}';
    if (closes) --depth;
    see(at, c, depth);
    if (c == '(' || c == '[' || c == '{') ++depth;
    ++at.column;
  }
}

// The operator of a binary operation: the last one at the outermost level that follows an operand
// (the first for `**`, which binds to the right).
std::optional<Anchors> operator_anchors(const std::vector<std::string>& lines, Place from, Place to,
                                        std::string_view symbol) {
  std::optional<Place> found;
  char before = 0; // the last character that is no space
  Place skip_until = from;
  walk(lines, from, to, [&](Place at, char c, int depth) {
    if (std::isspace(static_cast<unsigned char>(c)) || c == '\\') return;
    if (depth == 0 && !(at < skip_until) && is_operator_character(c) && before != 0 &&
        !is_operator_character(before) && before != '(') {
      const std::string& line = lines[at.line];
      std::size_t length = 1;
      if (at.column + 1 < line.size() && line[at.column + 1] == c &&
          (c == '*' || c == '/' || c == '<' || c == '>')) {
        length = 2;
      }
      if (line.compare(at.column, length, symbol) == 0 && (symbol != "**" || !found)) found = at;
      skip_until = {at.line, at.column + length};
    }
    before = c;
  });
  if (!found) return std::nullopt;
  return Anchors{*found, {found->line, found->column + symbol.size()}};
}

// The last pair of brackets at the outermost level: a subscript or a call.
std::optional<Anchors> bracket_anchors(const std::vector<std::string>& lines, Place from, Place to,
                                       char opening) {
  std::optional<Place> found;
  walk(lines, from, to, [&](Place at, char c, int depth) {
    if (c == opening && depth == 0 && from < at) found = at;
  });
  if (!found) return std::nullopt;
  return Anchors{*found, to};
}

std::string_view operator_symbol(int oparg) {
  static constexpr std::string_view symbols[] = {
#define BINARY_OPERATOR(name, symbol, dunder) symbol,
#include "vm/binary_operators.def"
#undef BINARY_OPERATOR
  };
  auto index = static_cast<std::size_t>(oparg);
  return index < std::size(symbols) ? symbols[index] : std::string_view();
}

bool is_call(Opcode opcode) {
  return opcode == Opcode::CALL || opcode == Opcode::CALL_KW || opcode == Opcode::CALL_FUNCTION_EX;
}

std::optional<Anchors> find_anchors(const std::vector<std::string>& lines, Place from, Place to,
                                    Opcode opcode, int oparg, const CaretStyle& style) {
  if (opcode == Opcode::BINARY_OP) {
    std::string_view symbol = operator_symbol(oparg);
    if (!symbol.empty()) return operator_anchors(lines, from, to, symbol);
    if (oparg != static_cast<int>(BinaryOperation::subscript)) return std::nullopt;
    return bracket_anchors(lines, from, to, '[');
  }
  if (opcode == Opcode::BINARY_SLICE) return bracket_anchors(lines, from, to, '[');
  if (is_call(opcode) && style.calls_have_anchors) return bracket_anchors(lines, from, to, '(');
  return std::nullopt;
}

// `return f(...)` and `x = f(...)` over whole lines say nothing more when they are marked.
bool is_plain_call_statement(const std::string& before, const std::string& callee) {
  std::string head = trimmed(before);
  if (head == "return") {
    return std::all_of(callee.begin(), callee.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 0x80; });
  }
  if (head.size() < 2 || head.back() != '=') return false;
  return std::string_view("=!<>+-*/%&|^@:").find(head[head.size() - 2]) == std::string_view::npos;
}

} // namespace

std::string marked_source(const std::vector<std::string>& source, const SourceLocation& location,
                          Opcode opcode, int oparg, const CaretStyle& style) {
  auto known = [&](int line) {
    return line >= 1 && static_cast<std::size_t>(line) <= source.size();
  };
  if (!known(location.line)) return "";
  bool marked = location.column >= 0 && location.end_column >= 0 && known(location.end_line) &&
                location.end_line >= location.line;
  int last_line = marked && style.shows_all_lines ? location.end_line : location.line;
  std::vector<std::string> lines(source.begin() + location.line - 1, source.begin() + last_line);
  if (trimmed(lines[0]).empty()) return "";

  // As Python does, the common indentation is taken off.
  std::size_t indent = SIZE_MAX;
  for (const std::string& line : lines) {
    if (!trimmed(line).empty()) indent = std::min(indent, leading(line));
  }
  auto text_of = [&](std::size_t index) {
    const std::string& line = lines[index];
    std::size_t end = line.find_last_not_of(" \t\f\r\n");
    if (end == std::string::npos || line.size() < indent) return std::string();
    return "    " + line.substr(indent, end + 1 - indent);
  };
  if (!marked) return text_of(0) + "\n";

  Place from{0, static_cast<std::size_t>(location.column)};
  Place to{lines.size() - 1, static_cast<std::size_t>(location.end_column)};
  if (last_line != location.end_line) to = {0, lines[0].find_last_not_of(" \t\f\r\n") + 1};
  auto anchors = find_anchors(lines, from, to, opcode, oparg, style);

  std::string before = lines[0].substr(0, std::min(from.column, lines[0].size()));
  std::string after = to.column < lines[to.line].size() ? lines[to.line].substr(to.column) : "";
  bool whole = trimmed(before).empty() && trimmed(after).empty();
  bool shown = anchors || !whole;
  if (style.calls_have_anchors && is_call(opcode) && anchors && trimmed(after).empty()) {
    std::string callee = anchors->begin.line == 0
                             ? lines[0].substr(from.column, anchors->begin.column - from.column)
                             : "(";
    if (is_plain_call_statement(before, callee)) shown = false;
  }
  if (!shown) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) text += text_of(i) + "\n";
    return text;
  }

  std::set<std::size_t> significant = {0, lines.size() - 1};
  if (anchors) {
    for (Place place : {anchors->begin, anchors->end}) {
      for (std::size_t near : {place.line - 1, place.line, place.line + 1}) {
        if (near < lines.size()) significant.insert(near);
      }
    }
  }
  std::string text;
  auto show = [&](std::size_t index) {
    std::string line = text_of(index);
    text += line + "\n";
    const std::string& raw = lines[index];
    std::size_t raw_end = raw.find_last_not_of(" \t\f\r\n") + 1;
    std::size_t begin = index == from.line ? from.column : leading(raw);
    std::size_t end = index == to.line ? std::min(to.column, raw_end) : raw_end;
    std::string marks;
    for (std::size_t at = indent; at < end; ++at) {
      if ((static_cast<unsigned char>(raw[at]) & 0xC0) == 0x80) continue;
      Place place{index, at};
      bool strong = !anchors || (!(place < anchors->begin) && place < anchors->end);
      marks += at < begin ? ' ' : strong ? '^' : '~';
    }
    text += "    " + marks + "\n";
  };
  std::size_t previous = 0;
  for (std::size_t index : significant) {
    if (index > previous + 2) {
      text += "    ...<" + std::to_string(index - previous - 1) + " lines>...\n";
    } else if (index == previous + 2) {
      show(previous + 1);
    }
    show(index);
    previous = index;
  }
  return text;
}

} // namespace specmon::vm
