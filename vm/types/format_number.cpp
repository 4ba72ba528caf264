// __format__ of int, float and complex, and the text of doubles.
#include "vm/types/complex.h"
#include "vm/types/float.h"
#include "vm/types/format_internal.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

std::string printed(const char* format, int precision, double number) {
  int size = std::snprintf(nullptr, 0, format, precision, number);
  std::string text(static_cast<std::size_t>(size) + 1, '\0');
  std::snprintf(text.data(), text.size(), format, precision, number);
  text.pop_back();
  return text;
}

// The digits of `number` and where its point stands: 0.d1d2... * 10**point.
struct Digits {
  std::string digits;
  int point = 0;
};

Digits digits_of(std::string_view scientific) { // d.ddde+XX
  Digits result;
  std::size_t e = scientific.find('e');
  for (char c : scientific.substr(0, e)) {
    if (c >= '0' && c <= '9') result.digits += c;
  }
  result.point = std::atoi(std::string(scientific.substr(e + 1)).c_str()) + 1;
  return result;
}

Digits shortest_digits(double number) {
  char buffer[64];
  auto end =
      std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
  return digits_of({buffer, static_cast<std::size_t>(end - buffer)});
}

std::string exponent_text(int exponent) {
  return fmt::format("e{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
}

// "123456" in groups of three from the right, with zeros on the left until at least `least` wide.
std::string grouped(std::string_view digits, char separator, std::size_t size, std::int64_t least) {
  if (!separator && least <= static_cast<std::int64_t>(digits.size())) return std::string(digits);
  std::string reversed;
  auto remaining = static_cast<std::int64_t>(digits.size());
  std::size_t at = digits.size();
  bool first = true;
  for (;;) {
    auto most = separator ? static_cast<std::int64_t>(size) : INT64_MAX;
    std::int64_t length = std::min(most, std::max({remaining, least, std::int64_t{1}}));
    if (!first) reversed += separator;
    std::int64_t taken = std::min(remaining, length);
    for (std::int64_t i = 0; i < taken; ++i) reversed += digits[--at];
    reversed.append(static_cast<std::size_t>(length - taken), '0');
    first = false;
    remaining -= taken;
    least -= length;
    if (remaining <= 0 && least <= 0) break;
    least -= 1;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

// The parts of a number's text, put together in the width of the specification.
struct NumberText {
  bool negative = false;
  std::string prefix; // 0x
  std::string digits; // before the point
  std::string rest;   // from the point or the exponent on, or all of inf and nan
};

std::string sign_text(bool negative, char wanted) {
  if (negative) return "-";
  if (wanted == '+' || wanted == ' ') return std::string(1, wanted);
  return "";
}

std::u32string widen(std::string_view ascii) {
  return std::u32string(ascii.begin(), ascii.end());
}

Ref lay_out(Vm& vm, const NumberText& number, const FormatSpecification& specification,
            std::size_t group_size) {
  std::string sign = sign_text(number.negative, specification.sign);
  std::int64_t least = 0;
  if (specification.fill == U'0' && specification.align == '=') {
    least = specification.width -
            static_cast<std::int64_t>(sign.size() + number.prefix.size() + number.rest.size());
  }
  if (least > std::int64_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  std::string text = std::move(sign);
  text += number.prefix;
  const std::size_t head = text.size();
  if (!number.digits.empty() || least > 0) {
    if (specification.grouping || least > 0) {
      text += grouped(number.digits, specification.grouping, group_size, least);
    } else {
      text += number.digits;
    }
  }
  text += number.rest;
  if (specification.width <= static_cast<std::int64_t>(text.size())) {
    return make_str_latin1(vm, text);
  }
  if (specification.align != '=') return pad_ascii(vm, text, specification);
  if (specification.width > std::int64_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  std::u32string wide = widen(text);
  wide.insert(head, static_cast<std::size_t>(specification.width) - text.size(),
              specification.fill);
  return make_str(vm, wide);
}

// The digits of the fraction in groups of three from the point on.
void group_fraction(std::string& rest, char separator) {
  if (!separator || rest.empty() || rest[0] != '.') return;
  std::size_t end = 1;
  while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
  std::string result(1, '.');
  for (std::size_t i = 1; i < end; ++i) {
    if (i > 1 && (i - 1) % 3 == 0) result += separator;
    result += rest[i];
  }
  rest = result + rest.substr(end);
}

NumberText split_number(std::string text) {
  NumberText number;
  if (text[0] == '-') {
    number.negative = true;
    text.erase(0, 1);
  }
  std::size_t end = 0;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  number.digits = text.substr(0, end);
  number.rest = text.substr(end);
  return number;
}

bool is_float_type(char32_t type) {
  switch (type) {
  case U'e':
  case U'E':
  case U'f':
  case U'F':
  case U'g':
  case U'G':
  case U'%': return true;
  default: return false;
  }
}

// The text of a double as a specification wants it, without padding and grouping.
bool double_text(Vm& vm, double number, const FormatSpecification& specification, char32_t type,
                 bool add_dot_zero, std::string& text) {
  if (specification.precision > INT32_MAX / 2) {
    return raise(vm, vm.exceptions.ValueError, "precision too big");
  }
  auto precision = static_cast<int>(specification.precision);
  char how = static_cast<char>(type);
  bool upper = type == U'E' || type == U'F' || type == U'G';
  if (type == 0)
    how = precision < 0 ? 'r' : 'g';
  else if (type == U'n')
    how = 'g', add_dot_zero = false;
  else
    add_dot_zero = false;
  if (precision < 0) precision = 6;
  if (how == '%') {
    number *= 100;
    how = 'f';
  }
  if (upper) how = static_cast<char>(how | 32);
  text = format_double(number, how, precision, specification.alternate, add_dot_zero, upper);
  if (specification.no_negative_zero && text[0] == '-' &&
      text.find_first_of("123456789in") == std::string::npos) {
    text.erase(0, 1);
  }
  if (type == U'%') text += '%';
  return true;
}

Ref format_double_value(Vm& vm, double number, const FormatSpecification& specification) {
  std::string text;
  if (!double_text(vm, number, specification, specification.type, true, text)) return {};
  NumberText parts = split_number(std::move(text));
  group_fraction(parts.rest, specification.fraction_grouping);
  return lay_out(vm, parts, specification, 3);
}

} // namespace

std::string format_double(double number, char type, int precision, bool alternate,
                          bool add_dot_zero, bool upper) {
  std::string text;
  if (std::isnan(number)) {
    text = "nan";
  } else if (std::isinf(number)) {
    text = number < 0 ? "-inf" : "inf";
  } else if (type == 'f' || type == 'e') {
    text = printed(type == 'f' ? "%.*f" : "%.*e", precision, number);
    if (alternate && precision == 0) text.insert(std::min(text.find('e'), text.size()), ".");
  } else {
    double magnitude = std::fabs(number);
    Digits digits;
    int most; // beyond that many digits before the point an exponent is used
    if (type == 'r') {
      digits = shortest_digits(magnitude);
      most = 16;
    } else {
      if (precision == 0) precision = 1;
      digits = digits_of(printed("%.*e", precision - 1, magnitude));
      most = precision - (add_dot_zero ? 1 : 0);
      if (!alternate) {
        while (digits.digits.size() > 1 && digits.digits.back() == '0') digits.digits.pop_back();
      }
    }
    if (std::signbit(number)) text = "-";
    auto count = static_cast<int>(digits.digits.size());
    if (digits.point <= -4 || digits.point > most) {
      text += digits.digits[0];
      if (count > 1 || alternate) text += '.';
      text += digits.digits.substr(1);
      text += exponent_text(digits.point - 1);
    } else if (digits.point <= 0) {
      text += "0.";
      text.append(static_cast<std::size_t>(-digits.point), '0');
      text += digits.digits;
    } else if (digits.point >= count) {
      text += digits.digits;
      text.append(static_cast<std::size_t>(digits.point - count), '0');
      if (add_dot_zero)
        text += ".0";
      else if (alternate)
        text += '.';
    } else {
      auto point = static_cast<std::size_t>(digits.point);
      text += digits.digits.substr(0, point) + "." + digits.digits.substr(point);
    }
  }
  if (upper) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  }
  return text;
}

Ref format_int(Vm& vm, Value value, Str* specification_text) {
  if (specification_text->length == 0) return str(vm, value);
  FormatSpecification specification;
  if (!parse_format_specification(vm, value, specification_text, '>', U'd', specification))
    return {};
  char32_t type = specification.type;
  if (is_float_type(type)) {
    auto number = number_as_double(vm, value);
    return number ? format_double_value(vm, *number, specification) : Ref();
  }
  int base = 10;
  switch (type) {
  case U'd':
  case U'n':
  case U'c': break;
  case U'b': base = 2; break;
  case U'o': base = 8; break;
  case U'x':
  case U'X': base = 16; break;
  default: return unknown_format_type(vm, value, type);
  }
  auto not_allowed = [&](const char* what) { return raise(vm, vm.exceptions.ValueError, what); };
  if (specification.precision >= 0) {
    return not_allowed("Precision not allowed in integer format specifier");
  }
  if (specification.no_negative_zero) {
    return not_allowed("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (type == U'c') {
    if (specification.sign)
      return not_allowed("Sign not allowed with integer format specifier 'c'");
    if (specification.alternate) {
      return not_allowed("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    auto code_point = as_int64(value);
    if (!code_point || *code_point < 0 || *code_point > 0x10FFFF) {
      return raise(vm, vm.exceptions.OverflowError, "%c arg not in range(0x110000)");
    }
    std::u32string text(1, static_cast<char32_t>(*code_point));
    return pad_text(vm, text, specification);
  }
  NumberText number;
  if (base == 10) {
    auto text = int_to_decimal(vm, value);
    if (!text) return {};
    number.digits = *text;
  } else {
    number.digits = int_to_text(value, base);
  }
  if (number.digits[0] == '-') {
    number.negative = true;
    number.digits.erase(0, 1);
  }
  if (specification.alternate && base != 10) {
    number.prefix = std::string("0") + static_cast<char>(type);
  }
  if (type == U'X') {
    for (char& c : number.digits) {
      if (c >= 'a') c = static_cast<char>(c - 32);
    }
  }
  return lay_out(vm, number, specification, base == 10 ? 3 : 4);
}

Ref format_float(Vm& vm, Value value, Str* specification_text) {
  if (specification_text->length == 0) return str(vm, value);
  FormatSpecification specification;
  if (!parse_format_specification(vm, value, specification_text, '>', 0, specification)) return {};
  if (specification.type != 0 && specification.type != U'n' && !is_float_type(specification.type)) {
    return unknown_format_type(vm, value, specification.type);
  }
  return format_double_value(vm, *as_double(value), specification);
}

Ref format_complex(Vm& vm, Value value, Str* specification_text) {
  if (specification_text->length == 0) return str(vm, value);
  FormatSpecification specification;
  if (!parse_format_specification(vm, value, specification_text, '>', 0, specification)) return {};
  char32_t type = specification.type;
  if (type == U'%' || (type != 0 && type != U'n' && !is_float_type(type))) {
    return unknown_format_type(vm, value, type);
  }
  if (specification.fill == U'0') {
    return raise(vm, vm.exceptions.ValueError,
                 "Zero padding is not allowed in complex format specifier");
  }
  if (specification.align == '=') {
    return raise(vm, vm.exceptions.ValueError,
                 "'=' alignment flag is not allowed in complex format specifier");
  }
  auto* number = cast<Complex>(value);
  bool skip_real = type == 0 && number->real == 0 && !std::signbit(number->real);
  std::string text;
  auto add = [&](double part, char sign) {
    std::string digits;
    if (!double_text(vm, part, specification, type, false, digits)) return false;
    NumberText parts = split_number(std::move(digits));
    group_fraction(parts.rest, specification.fraction_grouping);
    text += sign_text(parts.negative, sign);
    if (!parts.digits.empty()) text += grouped(parts.digits, specification.grouping, 3, 0);
    text += parts.rest;
    return true;
  };
  if (!skip_real && !add(number->real, specification.sign)) return {};
  if (!add(number->imaginary, skip_real ? specification.sign : '+')) return {};
  text += 'j';
  if (type == 0 && !skip_real) text = "(" + text + ")";
  return pad_ascii(vm, text, specification);
}

} // namespace specmon::vm
