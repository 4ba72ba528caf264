#include "cli/record_format.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace specmon::cli {

namespace {

using monitoring::Event;
using monitoring::EventArguments;
using vm::SourceLocation;

template <class Integer> void append_number(std::string& text, Integer number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

void append_json_number(std::string& text, int number) {
  if (number < 0) {
    text += "null";
  } else {
    append_number(text, number);
  }
}

// The text of a code unit's place, made once.
template <class Make>
const std::string& place_text(CodeTexts& code, std::int32_t offset, const Make& make) {
  const auto unit = static_cast<std::size_t>(offset) / 2;
  if (code.places.empty()) code.places.resize(code.positions.size() + 1);
  std::string& text = code.places[unit < code.positions.size() ? unit : code.positions.size()];
  if (text.empty())
    text = make(unit < code.positions.size() ? code.positions[unit] : vm::no_location);
  return text;
}

class JsonFormat final : public RecordFormat {
public:
  std::string name_text(std::string_view qualname) const override {
    std::string text;
    append_json_string(text, qualname);
    return text;
  }

  void append(std::string& text, CodeTexts& code, const Record& record) const override {
    const monitoring::EventRow& row = monitoring::row_of(record.event);
    text += "{\"i\":";
    append_number(text, record.number);
    text += ",\"tool\":";
    append_number(text, record.tool);
    text += ",\"event\":\"";
    text += row.name;
    text += "\",\"code\":";
    text += code.name;
    if (row.arguments == EventArguments::line) {
      text += ",\"line\":";
      append_number(text, record.target);
      text += "}\n";
      return;
    }
    text += ",\"offset\":";
    append_number(text, record.offset);
    text += ",\"at\":";
    text += place_text(code, record.offset, place);
    switch (row.arguments) {
    case EventArguments::jump:
      text += ",\"to\":";
      text += place_text(code, record.target, place);
      break;
    case EventArguments::call:
      text += ",\"callable\":";
      append_json_string(text, record.callable);
      text += ",\"arg0\":";
      append_json_string(text, record.value);
      break;
    case EventArguments::value:
      text += ",\"retval\":";
      append_json_string(text, record.value);
      break;
    case EventArguments::exception:
      text += ",\"exception\":";
      append_json_string(text, record.value);
      break;
    default: break;
    }
    text += "}\n";
  }

private:
  static std::string place(const SourceLocation& location) {
    if (!location.has_line()) return "null";
    std::string text = "[";
    append_json_number(text, location.line);
    text += ',';
    append_json_number(text, location.column);
    text += ',';
    append_json_number(text, location.end_line);
    text += ',';
    append_json_number(text, location.end_column);
    text += ']';
    return text;
  }
};

class TextFormat final : public RecordFormat {
public:
  explicit TextFormat(std::size_t name_width) : name_width_(name_width) {}

  std::string name_text(std::string_view qualname) const override {
    return fmt::format("{:<{}}", qualname, name_width_);
  }

  void append(std::string& text, CodeTexts& code, const Record& record) const override {
    const monitoring::EventRow& row = monitoring::row_of(record.event);
    const std::size_t start = text.size();
    pad(text, row.name, event_width);
    text += "  ";
    text += code.name;
    text += "  ";
    if (row.arguments == EventArguments::line) {
      append_number(text, record.target);
      text += '\n';
      return;
    }
    pad(text, place_text(code, record.offset, place), place_width);
    text += "  ";
    switch (row.arguments) {
    case EventArguments::jump:
      text += "to ";
      text += place_text(code, record.target, place);
      break;
    case EventArguments::call:
      text += record.callable;
      text += '(';
      if (record.value != "MISSING") text += record.value;
      text += ')';
      break;
    case EventArguments::value:
    case EventArguments::exception: text += record.value; break;
    default:
      if (record.event == Event::INSTRUCTION)
        append_instruction(text, *code.description, record.offset);
      break;
    }
    while (text.size() > start && text.back() == ' ') text.pop_back();
    text += '\n';
  }

private:
  static constexpr std::size_t event_width = 17; // EXCEPTION_HANDLED
  static constexpr std::size_t place_width = 12;

  static void pad(std::string& text, std::string_view part, std::size_t width) {
    text += part;
    if (part.size() < width) text.append(width - part.size(), ' ');
  }

  // line:column-end column, or line:column-end line:end column
  static std::string place(const SourceLocation& location) {
    if (!location.has_line()) return "-";
    if (location.column < 0) return fmt::format("{}", location.line);
    if (location.end_line == location.line) {
      return fmt::format("{}:{}-{}", location.line, location.column, location.end_column);
    }
    return fmt::format("{}:{}-{}:{}", location.line, location.column, location.end_line,
                       location.end_column);
  }

  static void append_instruction(std::string& text, const vm::CodeDescription& code,
                                 std::int32_t offset) {
    const auto unit = static_cast<std::size_t>(offset) / 2;
    if (unit >= code.code.size()) return;
    append_number(text, offset);
    text += ' ';
    text += vm::opcode_name(static_cast<vm::Opcode>(code.code[unit].opcode));
  }

  std::size_t name_width_;
};

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text.substr(plain, i - plain));
    plain = i + 1;
    switch (byte) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    case '\f': out += "\\f"; break;
    case '\b': out += "\\b"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    }
  }
  out.append(text.substr(plain));
  out += '"';
}

std::unique_ptr<RecordFormat> make_json_format() {
  return std::make_unique<JsonFormat>();
}

std::unique_ptr<RecordFormat> make_text_format(std::size_t name_width) {
  return std::make_unique<TextFormat>(name_width);
}

} // namespace specmon::cli
