#include "vm/compiler/source_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace specmon::compiler {

namespace {

/// Length of the UTF-8 sequence at `offset`, or 0 if it is not valid.
std::size_t sequence_length(std::string_view text, std::size_t offset) {
  const auto byte_at = [&](std::size_t index) -> unsigned {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
  };
  const auto continues = [&](std::size_t index) { return (byte_at(index) & 0xC0U) == 0x80U; };
  const unsigned first = byte_at(offset);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(offset + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned second = byte_at(offset + 1);
    if (first == 0xE0 && second < 0xA0) return 0;
    if (first == 0xED && second > 0x9F) return 0; // surrogates
    return continues(offset + 1) && continues(offset + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned second = byte_at(offset + 1);
    if (first == 0xF0 && second < 0x90) return 0;
    if (first == 0xF4 && second > 0x8F) return 0;
    return continues(offset + 1) && continues(offset + 2) && continues(offset + 3) ? 4 : 0;
  }
  return 0;
}

bool is_utf8_name(std::string encoding) {
  std::transform(encoding.begin(), encoding.end(), encoding.begin(), [](char character) {
    if (character == '_') return '-';
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
  });
  return encoding == "utf-8" || encoding == "utf8" || encoding.rfind("utf-8-", 0) == 0 ||
         encoding == "ascii" || encoding == "us-ascii";
}

/// The encoding named by a comment line such as `# -*- coding: utf-8 -*-`, or nothing.
std::string declared_encoding(std::string_view line) {
  std::size_t start = line.find_first_not_of(" \t\f");
  if (start == std::string_view::npos || line[start] != '#') return {};
  for (std::size_t found = line.find("coding", start); found != std::string_view::npos;
       found = line.find("coding", found + 1)) {
    std::size_t index = found + 6;
    if (index >= line.size() || (line[index] != ':' && line[index] != '=')) continue;
    ++index;
    while (index < line.size() && (line[index] == ' ' || line[index] == '\t')) ++index;
    const std::size_t begin = index;
    while (index < line.size() && (isalnum(static_cast<unsigned char>(line[index])) != 0 ||
                                   line[index] == '-' || line[index] == '_' || line[index] == '.'))
      ++index;
    if (index > begin) return std::string(line.substr(begin, index - begin));
  }
  return {};
}

} // namespace

SourceText::SourceText(std::string_view source) : text_(source) {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
  if (text_.find('\r') == std::string_view::npos) return;
  normalised_.reserve(text_.size());
  for (std::size_t index = 0; index < text_.size(); ++index) {
    if (text_[index] != '\r') {
      normalised_ += text_[index];
      continue;
    }
    normalised_ += '\n';
    if (index + 1 < text_.size() && text_[index + 1] == '\n') ++index;
  }
  text_ = normalised_;
}

std::optional<SyntaxError> SourceText::check_encoding() const {
  const auto refuse = [&](std::size_t offset, std::string message) {
    const auto before = text_.substr(0, offset);
    SyntaxError error;
    error.message = std::move(message);
    error.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    return error;
  };
  for (int number = 1; number <= 2; ++number) {
    const std::string encoding = declared_encoding(line(number));
    if (!encoding.empty() && !is_utf8_name(encoding)) {
      SyntaxError error;
      error.kind = SyntaxErrorKind::unsupported;
      error.message = "source encoding " + encoding + " (only UTF-8 is)";
      error.line = number;
      error.column = 1;
      error.source_line = std::string(line(number));
      return error;
    }
    const std::string_view first = line(number);
    const std::size_t start = first.find_first_not_of(" \t\f\n");
    if (start != std::string_view::npos && first[start] != '#') break;
  }
  for (std::size_t offset = 0; offset < text_.size();) {
    const auto byte = static_cast<unsigned char>(text_[offset]);
    if (byte == 0) return refuse(offset, "source code string cannot contain null bytes");
    if (byte < 0x80) {
      ++offset;
      continue;
    }
    const std::size_t length = sequence_length(text_, offset);
    if (length == 0)
      return refuse(offset, fmt::format("(unicode error) 'utf-8' codec can't decode byte 0x{:02x} "
                                        "in position {}: invalid utf-8",
                                        byte, offset));
    offset += length;
  }
  return std::nullopt;
}

std::string_view SourceText::line(int number) const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t offset = text_.find('\n'); offset != std::string_view::npos;
         offset = text_.find('\n', offset + 1))
      line_starts_.push_back(offset + 1);
  }
  if (number < 1 || static_cast<std::size_t>(number) > line_starts_.size()) return {};
  const auto index = static_cast<std::size_t>(number) - 1;
  const std::size_t begin = line_starts_[index];
  const std::size_t end = index + 1 < line_starts_.size() ? line_starts_[index + 1] : text_.size();
  return text_.substr(begin, end - begin);
}

int SourceText::character_column(int line_number, int byte_column) const {
  const std::string_view whole = line(line_number);
  const auto bytes = static_cast<std::size_t>(std::max(byte_column, 0));
  const int past_the_end = bytes > whole.size() ? static_cast<int>(bytes - whole.size()) : 0;
  return count_code_points(whole.substr(0, bytes)) + past_the_end + 1;
}

void remove_newline(std::string& line) {
  if (!line.empty() && line.back() == '\n') line.pop_back();
}

int count_code_points(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char character) {
    return (static_cast<unsigned char>(character) & 0xC0U) != 0x80U;
  }));
}

char32_t decode_code_point(std::string_view text, std::size_t& offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  const int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t code_point = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (int index = 1; index < length && offset + static_cast<std::size_t>(index) < text.size();
       ++index)
    code_point =
        (code_point << 6) |
        (static_cast<unsigned char>(text[offset + static_cast<std::size_t>(index)]) & 0x3FU);
  offset += static_cast<std::size_t>(length);
  return code_point;
}

void append_code_point(std::string& text, char32_t code_point) {
  const auto append = [&](char32_t byte) {
    text += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xC0 | (code_point >> 6));
    append(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    append(0xE0 | (code_point >> 12));
    append(0x80 | ((code_point >> 6) & 0x3F));
    append(0x80 | (code_point & 0x3F));
  } else {
    append(0xF0 | (code_point >> 18));
    append(0x80 | ((code_point >> 12) & 0x3F));
    append(0x80 | ((code_point >> 6) & 0x3F));
    append(0x80 | (code_point & 0x3F));
  }
}

} // namespace specmon::compiler
