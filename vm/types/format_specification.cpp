// Reading a format specification, and padding what it formats.
#include "vm/types/format_internal.h"
#include "vm/types/str_internal.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

bool is_align(char32_t c) {
  return c == U'<' || c == U'>' || c == U'=' || c == U'^';
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

// Digits from `at` on; -1 when there are none. False: too many.
bool read_number(Vm& vm, const Str* text, std::size_t& at, std::int64_t& number) {
  number = -1;
  for (; at < text->length && is_digit(text->at(at)); ++at) {
    if (number > (INT64_MAX - 9) / 10) {
      return raise(vm, vm.exceptions.ValueError, "Too many decimal digits in format string");
    }
    number = (number < 0 ? 0 : number * 10) + static_cast<std::int64_t>(text->at(at) - U'0');
  }
  return true;
}

bool check_grouping(Vm& vm, char grouping, char32_t type) {
  if (!grouping) return true;
  switch (type) {
  case U'd':
  case U'e':
  case U'f':
  case U'g':
  case U'E':
  case U'G':
  case U'%':
  case U'F':
  case 0: return true;
  case U'b':
  case U'o':
  case U'x':
  case U'X':
    if (grouping == '_') return true;
    break;
  default: break;
  }
  std::string shown = type > 32 && type < 128 ? std::string(1, static_cast<char>(type))
                                              : fmt::format("\\x{:x}", static_cast<unsigned>(type));
  return raise(vm, vm.exceptions.ValueError,
               fmt::format("Cannot specify '{}' with '{}'.", grouping, shown));
}

// `text` in the width of the specification, made a str by `make`.
template <class Character, class Make>
Ref padded(Vm& vm, std::basic_string_view<Character> text, const FormatSpecification& specification,
           Make make) {
  auto width = static_cast<std::size_t>(std::max<std::int64_t>(specification.width, 0));
  if (width <= text.size()) return make(text);
  if (width > std::size_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  std::size_t missing = width - text.size(), before = 0;
  if (specification.align == '>' || specification.align == '=')
    before = missing;
  else if (specification.align == '^')
    before = missing / 2;
  const auto fill = static_cast<Character>(specification.fill);
  std::basic_string<Character> all(before, fill);
  all += text;
  all.append(missing - before, fill);
  return make(all);
}

} // namespace

bool parse_format_specification(Vm& vm, Value value, const Str* text, char default_align,
                                char32_t default_type, FormatSpecification& result) {
  result = FormatSpecification();
  result.align = default_align;
  result.type = default_type;
  std::size_t at = 0, length = text->length;
  auto next_is = [&](char32_t c) { return at < length && text->at(at) == c; };
  bool fill_given = false, align_given = false;
  if (length >= 2 && is_align(text->at(1))) {
    result.fill = text->at(0);
    result.align = static_cast<char>(text->at(1));
    fill_given = align_given = true;
    at = 2;
  } else if (length >= 1 && is_align(text->at(0))) {
    result.align = static_cast<char>(text->at(0));
    align_given = true;
    at = 1;
  }
  if (next_is(U' ') || next_is(U'+') || next_is(U'-'))
    result.sign = static_cast<char>(text->at(at++));
  if (next_is(U'z')) ++at, result.no_negative_zero = true;
  if (next_is(U'#')) ++at, result.alternate = true;
  if (!fill_given && next_is(U'0')) {
    result.fill = U'0';
    if (!align_given && default_align == '>') result.align = '=';
    ++at;
  }
  if (!read_number(vm, text, at, result.width)) return false;
  auto both = [&] {
    return raise(vm, vm.exceptions.ValueError, "Cannot specify both ',' and '_'.");
  };
  auto read_grouping = [&](char& grouping) {
    if (next_is(U',')) ++at, grouping = ',';
    if (next_is(U'_')) {
      if (grouping) return false;
      ++at, grouping = '_';
    }
    return !(next_is(U',') && grouping == '_');
  };
  if (!read_grouping(result.grouping)) return both();
  if (next_is(U'.')) {
    ++at;
    if (!read_number(vm, text, at, result.precision)) return false;
    if (vm.behaviours.fraction_grouping() && !read_grouping(result.fraction_grouping))
      return both();
    if (result.precision < 0 && !result.fraction_grouping) {
      return raise(vm, vm.exceptions.ValueError, "Format specifier missing precision");
    }
  }
  if (length - at > 1) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("Invalid format specifier '{}' for object of type '{}'", to_utf8(text),
                             type_name(vm, value)));
  }
  if (length - at == 1) result.type = text->at(at);
  return check_grouping(vm, result.grouping, result.type);
}

Raised unknown_format_type(Vm& vm, Value value, char32_t type) {
  std::string shown = type > 32 && type < 128 ? std::string(1, static_cast<char>(type))
                                              : fmt::format("\\x{:x}", static_cast<unsigned>(type));
  return raise(
      vm, vm.exceptions.ValueError,
      fmt::format("Unknown format code '{}' for object of type '{}'", shown, type_name(vm, value)));
}

Ref pad_text(Vm& vm, std::u32string_view text, const FormatSpecification& specification) {
  return padded(vm, text, specification,
                [&](std::u32string_view all) { return make_str(vm, all); });
}

Ref pad_ascii(Vm& vm, std::string_view text, const FormatSpecification& specification) {
  if (specification.fill >= 0x80) {
    return pad_text(vm, std::u32string(text.begin(), text.end()), specification);
  }
  return padded(vm, text, specification,
                [&](std::string_view all) { return make_str_latin1(vm, all); });
}

Ref format_str(Vm& vm, Value value, Str* specification_text) {
  Str* string = cast<Str>(value);
  if (specification_text->length == 0) return string->exact ? Ref(value) : Ref(str(vm, value));
  FormatSpecification specification;
  if (!parse_format_specification(vm, value, specification_text, '<', U's', specification))
    return {};
  if (specification.type != U's') return unknown_format_type(vm, value, specification.type);
  auto not_allowed = [&](const char* what) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("{} not allowed in string format specifier", what));
  };
  if (specification.sign) return not_allowed(specification.sign == ' ' ? "Space" : "Sign");
  if (specification.no_negative_zero) return not_allowed("Negative zero coercion (z)");
  if (specification.alternate) return not_allowed("Alternate form (#)");
  if (specification.align == '=') return not_allowed("'=' alignment");
  std::size_t length = string->length;
  if (specification.precision >= 0)
    length = std::min(length, static_cast<std::size_t>(specification.precision));
  if (specification.width <= static_cast<std::int64_t>(length))
    return substring(vm, string, 0, length);
  return pad_text(vm, std::u32string_view(to_code_points(string)).substr(0, length), specification);
}

} // namespace specmon::vm
